"""On which day a year is reckoned that is not now."""

from datetime import date

import pytest

from partnerships.models import Programme
from partnerships.rules.years import day_of


@pytest.mark.parametrize(
    ("today", "reckoned"),
    [
        (date(2025, 6, 1), date(2026, 4, 1)),
        (date(2026, 4, 1), date(2026, 4, 1)),
        (date(2026, 9, 9), date(2026, 9, 9)),
        (date(2027, 3, 31), date(2027, 3, 31)),
        (date(2027, 4, 1), date(2027, 3, 31)),
    ],
    ids=["before", "first day", "within", "last day", "after"],
)
def test_a_year_is_reckoned_within_its_own_days(today: date, reckoned: date) -> None:
    assert day_of(Programme(starts=date(2026, 4, 1), ends=date(2027, 3, 31)), today) == reckoned
