"""Times of day as people type them."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from kit.govuk_ui import forms
from tests.kit.govuk_ui.forms.reading import outcome


def field() -> forms.TimeField:
    return forms.TimeField(what="the time it starts")


@pytest.mark.parametrize(
    ("typed", "time"),
    [
        ("9:30am", dt.time(9, 30)),
        ("9.30 AM", dt.time(9, 30)),
        ("2pm", dt.time(14)),
        ("12am", dt.time(0)),
        ("12:15 p.m.", dt.time(12, 15)),
        ("14:30", dt.time(14, 30)),
        ("00:00", dt.time(0)),
        ("midday", dt.time(12)),
        ("Midnight", dt.time(0)),
        ("١٤:٣٠", dt.time(14, 30)),
    ],
)
def test_a_time_is_read_as_people_write_it(typed: str, time: dt.time) -> None:
    assert field().clean(typed) == time


@pytest.mark.parametrize("typed", ["14", "24:00", "13pm", "0am", "9:60", "9:5", "half past", "9:30xm", "-9:30"])
def test_what_is_no_time_is_refused(typed: str) -> None:
    with pytest.raises(ValidationError, match="The time it starts must be a real time, like 9:30am or 14:30"):
        field().clean(typed)


def test_an_empty_time_is_asked_for() -> None:
    with pytest.raises(ValidationError, match="Enter the time it starts"):
        field().clean(" ")


@given(st.times().map(lambda time: time.replace(second=0, microsecond=0)))
def test_a_time_shown_in_the_box_reads_back_as_itself(time: dt.time) -> None:
    assert field().clean(field().prepare_value(time)) == time


@given(st.text())
def test_any_text_becomes_a_time_or_a_message(typed: str) -> None:
    cleaned, said = outcome(forms.TimeField(what="the time", required=False), typed)

    assert (
        (said == "The time must be a real time, like 9:30am or 14:30")
        if said
        else (cleaned is None or isinstance(cleaned, dt.time))
    )
