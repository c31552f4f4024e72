"""The demonstration's dates, reckoned from any day."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from demonstration.rules.calendar import Year, first_day, key_dates, year_before, year_from

DAYS = st.dates(min_value=date(2020, 1, 1), max_value=date(2090, 12, 31))


@pytest.mark.parametrize(
    ("first", "last"),
    [
        (date(2026, 4, 1), date(2027, 3, 31)),
        (date(2026, 9, 4), date(2027, 9, 3)),
        (date(2027, 3, 1), date(2028, 2, 29)),
        (date(2028, 2, 29), date(2029, 2, 28)),
    ],
)
def test_a_year_lasts_twelve_months_from_its_first_day(first: date, last: date) -> None:
    assert year_from(first) == Year(first, last)


@given(DAYS)
def test_the_year_before_ends_on_the_day_before(first: date) -> None:
    year = year_from(first)
    before = year_before(year)
    assert before.ends + timedelta(days=1) == year.starts
    assert 364 <= (before.ends - before.starts).days <= 365


@given(DAYS, st.integers(0, 364))
def test_today_is_the_day_of_the_year_that_was_asked_for(today: date, day: int) -> None:
    year = year_from(first_day(today, day))
    assert (today - year.starts).days == day
    assert year.starts <= today <= year.ends


@given(DAYS)
def test_key_dates_keep_their_order_and_stay_in_the_year(first: date) -> None:
    year = year_from(first)
    found = key_dates(year, {"early": 40, "late": 358, "too late": 400})
    assert year.starts < found["early"] < found["late"] < found["too late"] == year.ends
