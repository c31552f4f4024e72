"""Counts and measures as people type them."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from kit.govuk_ui import forms
from tests.kit.govuk_ui.forms.reading import outcome

WHOLE = "The number of partners must be a whole number, like 12"


def refusal(field: forms.NumberField | forms.WholeNumberField, typed: str) -> str:
    with pytest.raises(ValidationError) as refused:
        field.clean(typed)
    return str(refused.value.messages[0])


def partners(**settings: object) -> forms.WholeNumberField:
    return forms.WholeNumberField(what="the number of partners", **settings)


def days() -> forms.NumberField:
    return forms.NumberField(what="the number of days", most=5)


@pytest.mark.parametrize(("typed", "count"), [("12", 12), ("1,200", 1200), ("१२", 12), ("12.0", 12), ("007", 7)])
def test_a_count_is_read_as_people_write_it(typed: str, count: int) -> None:
    cleaned = partners().clean(typed)

    assert cleaned == count
    assert type(cleaned) is int


@pytest.mark.parametrize("typed", ["2.5", "1e3", "1_000", "£12", "twelve", "12,5", "1" + "²"])
def test_what_is_no_count_is_refused(typed: str) -> None:
    assert refusal(partners(), typed) == WHOLE


def test_a_count_has_limits_in_words() -> None:
    assert refusal(partners(least=2, most=38), "1") == "The number of partners must be 2 or more"
    assert refusal(partners(least=2, most=38), "39") == "The number of partners must be 38 or less"
    assert refusal(partners(most=2_000), "1e") == WHOLE
    assert refusal(partners(most=2_000), "2001") == "The number of partners must be 2,000 or less"


def test_below_nothing_is_allowed_only_where_it_is_said() -> None:
    assert partners(least=None).clean("-3") == -3
    assert refusal(partners(), "-3") == "The number of partners must be 0 or more"


def test_a_measure_keeps_its_decimals_up_to_the_places_asked() -> None:
    assert days().clean("1.25") == Decimal("1.25")
    assert refusal(days(), "1.255") == "The number of days must have at most 2 numbers after the decimal point"
    assert refusal(days(), "a few") == "The number of days must be a number, like 12 or 12.5"


@given(st.text() | st.text(alphabet="0123456789,.-−٣eE_", max_size=80))
def test_any_text_becomes_a_count_or_a_message(typed: str) -> None:
    cleaned, said = outcome(partners(required=False), typed)

    assert (
        (said.startswith("The number of partners must be "))
        if said
        else (cleaned is None or 0 <= cleaned <= 999_999_999)
    )


@given(st.integers(min_value=0, max_value=999_999_999))
def test_a_count_shown_in_the_box_reads_back_as_itself(count: int) -> None:
    field = partners()

    assert field.clean(field.prepare_value(count)) == count
