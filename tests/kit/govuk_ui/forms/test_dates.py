"""Dates in three boxes: read, or refused in words with the right boxes marked, and always given back as typed."""

import datetime as dt

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from kit.govuk_ui import forms
from kit.govuk_ui.forms.parts import FieldParts
from tests.kit.govuk_ui.forms.reading import control, links, one, parsed

TODAY = dt.date(2027, 6, 18)
DAY = dt.timedelta(days=1)


class VisitForm(forms.Form):
    visited = forms.DateField(what="the date of the visit", label="When did you visit?")

    def __init__(self, *typed: str, earliest: dt.date | None = None, latest: dt.date | None = None) -> None:
        parts = zip(("day", "month", "year"), typed, strict=True) if typed else ()
        super().__init__({f"visited_{part}": text for part, text in parts})
        if earliest or latest:
            forms.limit_date(self, "visited", today=TODAY, earliest=earliest, latest=latest)


def answer(form: forms.Form) -> object:
    """The date, or what is said and which boxes are marked."""
    if form.is_valid():
        return form.cleaned_data["visited"]
    parts = FieldParts(form["visited"])
    return str(parts.errors[0]).replace("\xa0", " "), " ".join(parts.wrong_boxes)


@pytest.mark.parametrize(
    "typed",
    [
        ("4", "6", "2027"),
        ("04", "06", "2027"),
        (" 4", "6 ", "2027"),
        ("4", "June", "2027"),
        ("4", "jun", "2027"),
        ("٤", "٦", "٢٠٢٧"),
        ("４", "６", "２０２７"),
    ],
)
def test_a_date_is_read_as_people_write_it(typed: tuple[str, str, str]) -> None:
    assert answer(VisitForm(*typed)) == dt.date(2027, 6, 4)


def test_a_month_may_be_named_in_the_readers_language() -> None:
    with translation.override("cy"):
        assert answer(VisitForm("4", "Mehefin", "2027")) == dt.date(2027, 6, 4)


@pytest.mark.parametrize(
    ("typed", "said", "boxes"),
    [
        (("", "", ""), "Enter the date of the visit", "day month year"),
        (("4", "6", ""), "The date of the visit must include a year", "year"),
        (("4", "", "2027"), "The date of the visit must include a month", "month"),
        (("", "6", "2027"), "The date of the visit must include a day", "day"),
        (("", "", "2027"), "The date of the visit must include a day and a month", "day month"),
        (("4", "", ""), "The date of the visit must include a month and a year", "month year"),
        (("32", "6", "2027"), "The date of the visit must be a real date", "day"),
        (("4", "13", "2027"), "The date of the visit must be a real date", "month"),
        (("9" * 30, "6", "2027"), "The date of the visit must be a real date", "day"),
        (("9" * 6_000, "6", "2027"), "The date of the visit must be a real date", "day"),
        (("four", "Juny", "2027"), "The date of the visit must be a real date", "day month"),
        (("31", "6", "2027"), "The date of the visit must be a real date", "day month year"),
        (("29", "2", "2027"), "The date of the visit must be a real date", "day month year"),
        (("4", "6", "27"), "Year must include 4 numbers", "year"),
        (("4", "6", "20270"), "Year must include 4 numbers", "year"),
        (("4", "6", "0000"), "Year must include 4 numbers", "year"),
        (("4", "6", "MMXX"), "The date of the visit must be a real date", "year"),
        (("-4", "6", "2027"), "The date of the visit must be a real date", "day"),
        (("4.0", "6", "2027"), "The date of the visit must be a real date", "day"),
        (("4", "6", "0207"), "The date of the visit must be the same as or after 1 January 1900", "day month year"),
        (("4", "6", "2107"), "The date of the visit must be the same as or before 31 December 2099", "day month year"),
    ],
)
def test_each_mistake_is_named_and_marked(typed: tuple[str, str, str], said: str, boxes: str) -> None:
    assert answer(VisitForm(*typed)) == (said, boxes)


@pytest.mark.parametrize(
    ("limit", "wrong", "said"),
    [
        ({"latest": TODAY}, TODAY + DAY, "must be today or in the past"),
        ({"latest": TODAY - DAY}, TODAY, "must be in the past"),
        ({"earliest": TODAY}, TODAY - DAY, "must be today or in the future"),
        ({"earliest": TODAY + DAY}, TODAY, "must be in the future"),
        ({"earliest": dt.date(2027, 4, 1)}, dt.date(2027, 3, 31), "must be the same as or after 1 April 2027"),
        ({"latest": dt.date(2028, 3, 31)}, dt.date(2028, 4, 1), "must be the same as or before 31 March 2028"),
    ],
)
def test_limits_are_included_and_said_in_the_words_that_fit(
    limit: dict[str, dt.date], wrong: dt.date, said: str
) -> None:
    last_allowed = next(iter(limit.values()))

    assert answer(VisitForm(*boxes_of(last_allowed), **limit)) == last_allowed
    assert answer(VisitForm(*boxes_of(wrong), **limit)) == (f"The date of the visit {said}", "day month year")


def boxes_of(day: dt.date) -> tuple[str, str, str]:
    return str(day.day), str(day.month), f"{day.year:04}"


def test_limits_of_one_form_do_not_reach_the_next() -> None:
    VisitForm("1", "1", "2027", latest=dt.date(2026, 1, 1)).full_clean()

    assert answer(VisitForm("1", "1", "2027")) == dt.date(2027, 1, 1)


def test_only_dates_have_limits() -> None:
    class NameForm(forms.Form):
        name = forms.TextField(what="a name")

    with pytest.raises(TypeError, match="name is not a DateField"):
        forms.limit_date(NameForm(), "name", today=TODAY)


typed_boxes = st.text(max_size=8) | st.integers(0, 3000).map(str) | st.integers(min_value=10**9).map(str)


@given(typed_boxes, typed_boxes, typed_boxes)
def test_any_text_becomes_a_date_or_a_message(day: str, month: str, year: str) -> None:
    found = answer(VisitForm(day, month, year))

    assert isinstance(found, dt.date) or (str(found[0]).split()[0] in {"The", "Enter", "Year"} and found[1])


@given(st.dates(dt.date(1900, 1, 1), dt.date(2099, 12, 31)))
def test_a_date_shown_in_the_boxes_reads_back_as_itself(day: dt.date) -> None:
    page = parsed(forms_with_initial(day))

    typed = (control(page, f"visited_{part}").get("value") for part in ("day", "month", "year"))

    assert answer(VisitForm(*typed)) == day


def forms_with_initial(day: dt.date) -> forms.Form:
    class Initial(forms.Form):
        visited = forms.DateField(what="the date")

    return Initial(initial={"visited": day})


def test_what_was_typed_stays_in_its_boxes_and_the_summary_leads_to_the_first_wrong_one() -> None:
    page = parsed(VisitForm("31", "Juny", "27"))

    assert [control(page, f"visited_{part}").get("value") for part in ("day", "month", "year")] == ["31", "Juny", "27"]
    assert links(page) == [("The date of the visit must be a real date", "#id_visited_month")]
    assert control(page, "visited_month").get("aria-invalid") == "true"
    assert control(page, "visited_day").get("aria-invalid") is None


def test_a_birthday_has_a_token_for_each_box() -> None:
    class BornForm(forms.Form):
        born = forms.DateField(what="your date of birth", autocomplete="bday")

    page = parsed(BornForm())

    assert [box.get("autocomplete") for box in page.xpath("//input")] == ["bday-day", "bday-month", "bday-year"]


def test_a_hidden_date_travels_in_three_parts() -> None:
    page = parsed(VisitForm("4", "6", "2027"), "{{ form.visited.as_hidden }}")

    boxes = page.xpath("//input[@type='hidden']")
    assert [(box.get("name"), box.get("value")) for box in boxes] == [
        ("visited_day", "4"),
        ("visited_month", "6"),
        ("visited_year", "2027"),
    ]


def test_a_form_knows_whether_its_date_was_changed() -> None:
    class EditForm(forms.Form):
        due = forms.DateField(what="the date", required=False)

    same = {"due_day": "4", "due_month": "6", "due_year": "2027"}

    assert not EditForm(same, initial={"due": dt.date(2027, 6, 4)}).has_changed()
    assert EditForm(same | {"due_day": "5"}, initial={"due": dt.date(2027, 6, 4)}).has_changed()
    assert EditForm(same).has_changed()
    assert not EditForm({}).has_changed()
    switched_off = EditForm(same)
    switched_off.fields["due"].disabled = True
    assert not switched_off.has_changed()


def test_the_boxes_share_a_legend_and_are_large_enough_for_what_goes_in() -> None:
    page = parsed(VisitForm())

    assert one(page, "fieldset[role=group] > legend").text_content().strip() == "When did you visit?"
    assert "govuk-input--width-4" in control(page, "visited_year").get("class")
    assert control(page, "visited_day").get("inputmode") == "numeric"
