"""Working days: weekends, bank holidays with substitute days, the ends of years, the nights when clocks change."""

from datetime import UTC, date, datetime, timedelta

import holidays
import pytest
from hypothesis import given
from hypothesis import strategies as st

from notices.rules.working_days import is_working_day, london_day, working_day_from, working_days_between

ENGLAND = frozenset(holidays.country_holidays("GB", subdiv="ENG", years=range(2020, 2040)))
SCOTLAND = frozenset(holidays.country_holidays("GB", subdiv="SCT", years=range(2020, 2040)))
days = st.dates(date(2021, 1, 1), date(2038, 12, 31))
steps = st.integers(-30, 30)

CASES = {
    "ten before a Wednesday": (date(2027, 6, 30), -10, date(2027, 6, 16)),
    "one before a Monday is the Friday": (date(2027, 6, 28), -1, date(2027, 6, 25)),
    "one before a Sunday is the Friday": (date(2027, 6, 27), -1, date(2027, 6, 25)),
    "one after a Sunday is the Monday": (date(2027, 6, 27), 1, date(2027, 6, 28)),
    "nought on a Sunday is the Friday": (date(2027, 6, 27), 0, date(2027, 6, 25)),
    "nought on a working day is that day": (date(2027, 6, 30), 0, date(2027, 6, 30)),
    "one before the Tuesday after Easter is the Thursday": (date(2027, 3, 30), -1, date(2027, 3, 25)),
    "one after Maundy Thursday is the Tuesday": (date(2027, 3, 25), 1, date(2027, 3, 30)),
    "Christmas on a Saturday gives Monday and Tuesday": (date(2027, 12, 24), 1, date(2027, 12, 29)),
    "Christmas on a Sunday gives Monday and Tuesday": (date(2033, 12, 23), 1, date(2033, 12, 28)),
    "New Year's Day on a Saturday gives the Monday": (date(2027, 12, 31), 1, date(2028, 1, 4)),
    "over the end of a year": (date(2026, 12, 31), 2, date(2027, 1, 5)),
    "back over the end of a year": (date(2027, 1, 4), -2, date(2026, 12, 30)),
    "over the night in spring": (date(2027, 3, 24), 3, date(2027, 3, 31)),
    "over the night in autumn": (date(2027, 10, 29), 1, date(2027, 11, 1)),
    "back over the night in autumn": (date(2027, 11, 1), -1, date(2027, 10, 29)),
    "the May that a king was crowned": (date(2023, 5, 5), 1, date(2023, 5, 9)),
}


@pytest.mark.parametrize(("day", "count", "expected"), CASES.values(), ids=CASES)
def test_working_days_are_counted_as_offices_count_them(day: date, count: int, expected: date) -> None:
    assert working_day_from(day, count, ENGLAND) == expected


def test_the_second_of_january_is_a_holiday_in_scotland_alone() -> None:
    day = date(2029, 1, 2)
    assert is_working_day(day, ENGLAND)
    assert not is_working_day(day, SCOTLAND)


@given(days, steps)
def test_a_step_always_lands_on_a_working_day(day: date, count: int) -> None:
    assert is_working_day(working_day_from(day, count, ENGLAND), ENGLAND)


@given(days, st.integers(1, 30))
def test_going_there_and_back_returns_to_a_working_day(day: date, count: int) -> None:
    start = working_day_from(day, 0, ENGLAND)
    assert working_day_from(working_day_from(start, count, ENGLAND), -count, ENGLAND) == start


@given(days, st.integers(1, 30))
def test_counting_agrees_with_stepping(day: date, count: int) -> None:
    assert working_days_between(day, working_day_from(day, count, ENGLAND), ENGLAND) == count


@given(days, days, days)
def test_counts_add_up(first: date, second: date, third: date) -> None:
    whole = working_days_between(first, third, ENGLAND)
    assert working_days_between(first, second, ENGLAND) + working_days_between(second, third, ENGLAND) == whole


@given(days, steps, st.integers(1, 3))
def test_a_later_day_never_has_an_earlier_step(day: date, count: int, later: int) -> None:
    after = working_day_from(day + timedelta(days=later), count, ENGLAND)
    assert working_day_from(day, count, ENGLAND) <= after


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        pytest.param(datetime(2027, 6, 30, 22, 59, 59, tzinfo=UTC), date(2027, 6, 30), id="last second in summer"),
        pytest.param(datetime(2027, 6, 30, 23, 0, 0, tzinfo=UTC), date(2027, 7, 1), id="midnight in summer"),
        pytest.param(datetime(2027, 12, 1, 23, 59, 59, tzinfo=UTC), date(2027, 12, 1), id="last second in winter"),
        pytest.param(datetime(2027, 3, 28, 0, 30, tzinfo=UTC), date(2027, 3, 28), id="the short night"),
        pytest.param(datetime(2027, 10, 30, 23, 30, tzinfo=UTC), date(2027, 10, 31), id="the long night begins"),
        pytest.param(datetime(2027, 10, 31, 23, 30, tzinfo=UTC), date(2027, 10, 31), id="the long night's day ends"),
    ],
)
def test_a_moment_falls_on_the_day_that_london_has(moment: datetime, day: date) -> None:
    assert london_day(moment) == day


def test_a_moment_without_a_time_zone_falls_on_no_day() -> None:
    with pytest.raises(ValueError, match="without a time zone"):
        london_day(datetime(2027, 6, 30, 12, 0))
