"""The same questions several times: rows come and go by buttons, without a script, and nothing typed is lost."""

from typing import Any

from django.forms import formset_factory
from django.http import QueryDict

from kit.govuk_ui import forms
from tests.kit.govuk_ui.forms.reading import CRISPY, FILTER, faults, find, links, one, parsed, rendered, words


class PartnerForm(forms.Form):
    name = forms.TextField(what="the partner's name", label="Name")
    joined = forms.DateField(what="the date they joined", label="Joined", required=False)


class PartnerFormSet(forms.FormSet):
    row_name = "Partner"
    add_label = "Add another partner"


Partners = formset_factory(PartnerForm, formset=PartnerFormSet, extra=2, max_num=3, validate_max=True)


def sent(*rows: dict[str, str], **buttons: str) -> QueryDict:
    """As a browser sends rows, with the button that was pressed."""
    data = QueryDict(mutable=True)
    data.update({"form-TOTAL_FORMS": str(len(rows)), "form-INITIAL_FORMS": "0", **buttons})
    for number, row in enumerate(rows):
        data.update({f"form-{number}-{name}": value for name, value in row.items()})
    return data


def pressed(button: str, value: str, *rows: dict[str, str]) -> Any:
    return Partners(sent(*rows, **{f"form-{button}": value}))


def names(formset: Any) -> list[str]:
    return [each.get("value", "") for each in find(parsed(formset, FILTER), "input[name$=-name]")]


TWO = ({"name": "Ruth", "joined_day": "3x"}, {"name": "Odile", "joined_month": "6"})


def test_each_row_is_named_and_numbered() -> None:
    page = parsed(Partners(), FILTER)

    legends = find(page, "fieldset.portal-formset-row > legend")
    assert faults(page) == []
    assert [words(legend) for legend in legends] == ["Partner 1", "Partner 2"]
    assert [words(each) for each in find(page, "button:not([aria-hidden])")] == [
        "Remove Partner 1",
        "Remove Partner 2",
        "Add another partner",
    ]


def test_an_added_row_is_empty_and_leaves_the_others_as_they_were() -> None:
    formset = pressed("add", "1", *TWO)

    assert formset.rows_asked_for()
    assert names(formset) == ["Ruth", "Odile", ""]
    assert one(parsed(formset, FILTER), "[name=form-0-joined_day]").get("value") == "3x"


def test_a_removed_row_goes_and_those_below_move_up_whole() -> None:
    formset = pressed("remove", "0", *TWO)

    assert formset.rows_asked_for()
    page = parsed(formset, FILTER)
    assert names(formset) == ["Odile"]
    assert one(page, "[name=form-0-joined_month]").get("value") == "6"
    assert one(page, "[name=form-TOTAL_FORMS]").get("value") == "1"


def test_nothing_is_called_wrong_while_rows_come_and_go() -> None:
    formset = pressed("add", "1", {"name": "", "joined_day": "3x"})

    assert formset.rows_asked_for()
    assert links(parsed(formset, FILTER)) == []


def test_there_is_no_button_past_the_most_or_below_one() -> None:
    full = parsed(pressed("", "", *TWO, {"name": "Greta"}), FILTER)
    single = parsed(pressed("", "", TWO[0]), FILTER)

    assert not find(full, "[name=form-add]")
    assert not find(single, "[name=form-remove]")


def test_a_button_that_is_not_there_changes_nothing() -> None:
    for formset in (
        pressed("add", "1", *TWO, {"name": "Greta"}),
        pressed("remove", "9", *TWO),
        pressed("remove", "-1", *TWO),
        pressed("remove", "0", TWO[0]),
    ):
        before = names(formset)

        assert formset.rows_asked_for()
        assert names(formset) == before


def test_sending_without_such_a_button_is_checked() -> None:
    formset = Partners(sent({"name": "Ruth"}, {"name": "", "joined_day": "3"}))

    assert not formset.rows_asked_for()
    assert links(parsed(formset, FILTER)) == [
        ("Enter the partner's name", "#id_form-1-name"),
        ("Joined must include a month and a year".replace("Joined", "The date they joined"), "#id_form-1-joined_month"),
    ]


def test_the_rows_that_hold_are_given() -> None:
    formset = Partners(sent({"name": "Ruth"}, {"name": "Odile"}))

    assert formset.is_valid()
    assert [row["name"] for row in formset.cleaned_data] == ["Ruth", "Odile"]


def test_too_many_rows_and_a_broken_page_are_said_in_words() -> None:
    many = Partners(sent(*[{"name": "x"}] * 4))
    broken = Partners(QueryDict("form-0-name=x"))

    assert ("There can be at most 3", "") in links(parsed(many, FILTER))
    assert links(parsed(broken, FILTER)) == [("Part of the page did not arrive. Check your answers and send again", "")]


def test_a_formset_with_a_helper_is_a_whole_form() -> None:
    formset = Partners()
    formset.helper = forms.helper(forms.Field("name"))

    page = parsed(formset, CRISPY)

    form = one(page, "form[method=post][novalidate]")
    assert len(find(form, "[name$=-name]")) == 2
    assert "csrfmiddlewaretoken" in rendered(CRISPY, form=formset, csrf_token="x")
