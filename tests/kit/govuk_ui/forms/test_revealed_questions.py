"""Questions under an answer: shown without scripts, asked for only where they stand under what was chosen."""

import pytest
from django import forms as django_forms
from django.forms import ModelForm

from accounts.models import Person
from kit.govuk_ui import forms
from tests.kit.govuk_ui.forms.reading import FILTER, faults, find, links, one, parsed


class BarrierForm(forms.Form):
    first = forms.TextField(what="the first thing")
    when = forms.DateField(what="the date it was lifted")
    happened = forms.RadiosField(
        what="what happened", choices=[("lifted", "It is lifted"), ("help", "I need help"), ("open", "Still open")]
    )
    whom = forms.CheckboxesField(what="whom you asked", choices=[("board", "The board"), ("other", "Somebody else")])
    other = forms.TextField(what="who it was")
    amount = forms.MoneyField(what="the amount")
    paid = forms.TickField(what="payment", label="It costs something")
    reveals = {
        "happened": {"lifted": ["when"], "help": ["whom"]},
        "whom": {"other": ["other"]},
        "paid": {True: ["amount"]},
    }


def asked(**typed: object) -> BarrierForm:
    return BarrierForm({"first": "x", **typed})


def test_only_what_stands_under_the_chosen_answer_is_asked_for() -> None:
    assert asked(happened="open").errors == {}
    assert list(asked(happened="lifted").errors) == ["when"]
    assert list(asked(happened="help").errors) == ["whom"]


def test_what_was_typed_under_another_answer_is_ignored_and_dropped() -> None:
    form = asked(happened="open", when_day="99", whom=["nonsense"], other="x" * 99, amount="free")

    assert form.is_valid()
    assert form.cleaned_data == {
        "first": "x",
        "happened": "open",
        "when": None,
        "whom": [],
        "other": "",
        "amount": None,
        "paid": False,
    }


def test_a_revealed_question_may_reveal_another() -> None:
    assert list(asked(happened="help", whom=["other"]).errors) == ["other"]
    assert asked(happened="help", whom=["other"], other="Ruth").is_valid()
    assert asked(happened="open", whom=["other"]).is_valid()


def test_a_tick_may_reveal() -> None:
    assert list(asked(happened="open", paid="on").errors) == ["amount"]
    assert asked(happened="open", paid="on", amount="£5").is_valid()


def test_an_answer_that_is_not_in_the_list_asks_for_nothing_more() -> None:
    assert list(asked(happened="nonsense").errors) == ["happened"]


@pytest.mark.parametrize("source", [FILTER, "{% load crispy_forms_tags %}{% crispy form %}"])
def test_each_stands_once_inside_what_reveals_it(source: str) -> None:
    page = parsed(BarrierForm(), source)

    assert faults(page) == []
    assert (
        len(find(page, "[name=when_day]")) == len(find(page, "[name=other]")) == len(find(page, "[name=amount]")) == 1
    )
    assert find(one(page, "#conditional-id_happened_0"), "[name=when_day]")
    assert find(one(page, "#conditional-id_happened_1 #conditional-id_whom_1"), "[name=other]")
    assert find(one(page, "#conditional-id_paid"), "[name=amount]")


def test_what_is_under_a_chosen_answer_is_open_and_the_rest_folded_for_scripts() -> None:
    page = parsed(asked(happened="help"))

    assert "hidden" in one(page, "#conditional-id_happened_0").get("class")
    assert "hidden" not in one(page, "#conditional-id_happened_1").get("class")
    assert one(page, "#id_happened_1").get("data-aria-controls") == "conditional-id_happened_1"


def test_the_summary_follows_the_page() -> None:
    page = parsed(BarrierForm({"happened": "help", "whom": ["other"], "paid": "on"}))

    assert [href for text, href in links(page)] == ["#id_first", "#id_other", "#id_amount"]


def test_nothing_of_what_was_typed_is_lost() -> None:
    page = parsed(BarrierForm({"happened": "lifted", "other": "Ruth"}))

    assert one(page, "[name=other]").get("value") == "Ruth"


def test_answers_not_asked_for_do_not_appear_on_check_your_answers() -> None:
    form = asked(happened="help", whom=["board"], other="Ruth")
    form.full_clean()

    keys = [str(row.key) for row in forms.summary_rows(form)]
    assert keys == ["First", "Happened", "Whom", "It costs something"]


def test_a_model_is_not_asked_about_an_answer_that_was_not_wanted() -> None:
    class NamedForm(forms.ModelForm):
        kind = forms.RadiosField(what="the kind", choices=[("named", "Named"), ("none", "No name")])

        class Meta:
            model = Person
            fields = ["email"]

        reveals = {"kind": {"named": ["email"]}}

    assert isinstance(NamedForm(), ModelForm)
    assert "email" in NamedForm({"kind": "named"}).errors
    assert "email" not in NamedForm({"kind": "none", "email": "no address"}).errors


def test_a_form_of_djangos_own_may_have_no_reveals() -> None:
    class PlainForm(django_forms.Form):
        kind = django_forms.ChoiceField(choices=[("a", "A")], widget=django_forms.RadioSelect)

    assert not find(parsed(PlainForm()), "[data-aria-controls]")
