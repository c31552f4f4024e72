"""A deadline is the last second of its day in London, in summer and in winter and on the days between."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnerships.rules.deadlines import last_moment, local_day


@pytest.mark.parametrize(
    ("day", "moment"),
    [
        (date(2027, 1, 15), datetime(2027, 1, 15, 23, 59, 59, tzinfo=UTC)),
        (date(2027, 6, 30), datetime(2027, 6, 30, 22, 59, 59, tzinfo=UTC)),
        (date(2027, 3, 27), datetime(2027, 3, 27, 23, 59, 59, tzinfo=UTC)),
        (date(2027, 3, 28), datetime(2027, 3, 28, 22, 59, 59, tzinfo=UTC)),  # clocks went forward that morning
        (date(2027, 10, 30), datetime(2027, 10, 30, 22, 59, 59, tzinfo=UTC)),
        (date(2027, 10, 31), datetime(2027, 10, 31, 23, 59, 59, tzinfo=UTC)),  # clocks went back that morning
    ],
)
def test_the_last_second_of_a_day_in_london(day: date, moment: datetime) -> None:
    assert last_moment(day) == moment


@given(st.dates(min_value=date(1996, 1, 1), max_value=date(2090, 12, 31)))
def test_a_deadline_falls_on_its_day_and_a_second_later_is_the_next(day: date) -> None:
    assert local_day(last_moment(day)) == day
    assert local_day(last_moment(day) + timedelta(seconds=1)) == day + timedelta(days=1)
