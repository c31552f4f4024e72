"""Radios, checkboxes, ticks and lists."""

import pytest

from kit.govuk_ui import forms
from tests.kit.govuk_ui.forms.reading import control, find, links, one, outcome, parsed, words

BARRIERS = [("data", "Figures come late"), ("people", "No time"), ("none", "Nothing")]


class ChoicesForm(forms.Form):
    happened = forms.RadiosField(
        what="what happened",
        choices=[("lifted", "It is lifted"), ("help", "I need help")],
        marks={"hints": {"help": "We will call"}, "divider_before": "help", "inline": True, "small": True},
    )
    barriers = forms.CheckboxesField(what="what stands in the way", choices=BARRIERS, marks={"exclusive": "none"})
    partnership = forms.SelectField(what="a partnership", choices=[("Shropshire", [("1", "Oswestry")]), ("2", "Rugby")])
    seen = forms.YesNoField(what="yes if the board has seen it")
    agreed = forms.ConsentField(what="you agree", label="I agree")
    news = forms.TickField(what="news", label="Send me news")


def test_each_says_what_to_select() -> None:
    assert links(parsed(ChoicesForm({}))) == [
        ("Select what happened", "#id_happened_0"),
        ("Select what stands in the way", "#id_barriers_0"),
        ("Select a partnership", "#id_partnership"),
        ("Select yes if the board has seen it", "#id_seen_0"),
        ("Tick the box to show that you agree", "#id_agreed"),
    ]


def test_what_is_not_in_the_list_is_refused_in_words() -> None:
    form = ChoicesForm({"happened": "50%", "barriers": ["data", "x"], "partnership": "3", "seen": "maybe"})

    assert [form.errors[name][0] for name in ("happened", "barriers", "partnership", "seen")] == [
        "Select what happened from the list",
        "Select what stands in the way from the list",
        "Select a partnership from the list",
        "Select yes if the board has seen it from the list",
    ]


def test_nothing_of_these_excludes_the_rest() -> None:
    field = ChoicesForm().fields["barriers"]

    assert outcome(field, ["data", "none"])[1] == "Select what stands in the way, or select ‘Nothing’"
    assert outcome(field, ["none"]) == (["none"], "")
    assert outcome(field, ["data", "people"]) == (["data", "people"], "")


def test_a_hint_of_a_choice_is_said_with_it() -> None:
    page = parsed(ChoicesForm())

    radio = page.get_element_by_id("id_happened_1")
    assert words(page.get_element_by_id(radio.get("aria-describedby"))) == "We will call"
    assert page.get_element_by_id("id_happened_0").get("aria-describedby") is None


def test_choices_stand_as_they_were_asked_to() -> None:
    page = parsed(ChoicesForm())

    assert one(page, ".govuk-radios--small").get("class") == "govuk-radios govuk-radios--inline govuk-radios--small"
    assert words(one(page, ".govuk-radios__divider + .govuk-radios__item label")) == "I need help"
    assert words(one(page, ".govuk-checkboxes__divider + .govuk-checkboxes__item label")) == "Nothing"
    assert one(page, "[data-behaviour=exclusive]").get("value") == "none"


def test_what_was_chosen_stays_chosen() -> None:
    page = parsed(ChoicesForm({"happened": "help", "barriers": ["people", "none"], "partnership": "1", "seen": "no"}))

    assert [each.get("value") for each in find(page, "[checked]")] == ["help", "people", "none", "no"]
    assert one(page, "option[selected]").get("value") == "1"


def test_a_list_begins_with_a_line_that_is_no_answer() -> None:
    options = find(control(parsed(ChoicesForm()), "partnership"), "option")

    assert (options[0].get("value"), words(options[0])) == ("", "Choose from the list")


def test_a_list_with_an_empty_line_of_its_own_keeps_it() -> None:
    field = forms.SelectField(what="a county", choices=[("", "All counties"), ("x", "Shropshire")], required=False)

    assert [label for value, label in field.choices] == ["All counties", "Shropshire"]


def test_choices_may_be_worked_out_when_the_form_is_shown() -> None:
    field = forms.SelectField(what="a county", choices=lambda: [("x", "Shropshire")])

    assert field.clean("x") == "x"


@pytest.mark.parametrize(("typed", "answer"), [("yes", True), ("no", False)])
def test_yes_and_no_are_answers(typed: str, answer: bool) -> None:
    assert ChoicesForm().fields["seen"].clean(typed) is answer


def test_an_answer_that_may_be_left_out_is_neither_yes_nor_no() -> None:
    assert forms.YesNoField(what="yes", required=False).clean("") is None


@pytest.mark.parametrize(("stored", "shown"), [(True, "yes"), (False, "no")])
def test_a_stored_answer_is_shown_chosen(stored: bool, shown: str) -> None:
    page = parsed(ChoicesForm(initial={"seen": stored}))

    assert [each.get("value") for each in find(page, "[name=seen][checked]")] == [shown]


def test_a_single_tick_is_labelled_beside_and_needs_no_fieldset() -> None:
    page = parsed(ChoicesForm())

    assert [words(label) for label in find(page, "label[for=id_agreed]")] == ["I agree"]
    assert not [each for each in find(page, "fieldset") if find(each, "#id_agreed")]


def test_hostile_words_are_shown_as_words() -> None:
    class HostileForm(forms.Form):
        pick = forms.RadiosField(what="one", label="<b>x</b>", choices=[('"><script>', "<script>alert(1)</script>")])

    page = parsed(HostileForm({"pick": "<script>"}))

    assert not find(page, "script, b")
    assert page.get_element_by_id("id_pick_0").get("value") == '"><script>'
