"""From when until when somebody may be named, by the year's own days."""

from dataclasses import dataclass
from datetime import date

import pytest

from partnerships.rules.role_days import latest_by_representative, outside, suggested_first_day


@dataclass(frozen=True)
class Year:
    """A year from April to March."""

    starts: date = date(2026, 4, 1)
    ends: date = date(2027, 3, 31)


BEFORE, FIRST, MIDDLE, LAST, AFTER = (
    date(2026, 3, 31),
    date(2026, 4, 1),
    date(2026, 9, 1),
    date(2027, 3, 31),
    date(2027, 4, 1),
)


@pytest.mark.parametrize(
    ("kind", "since", "until", "today", "field"),
    [
        pytest.param("champion", FIRST, LAST, MIDDLE, None, id="the whole year"),
        pytest.param("champion", FIRST, None, MIDDLE, None, id="without an end"),
        pytest.param("champion", BEFORE, LAST, MIDDLE, "since", id="before the year"),
        pytest.param("champion", AFTER, None, MIDDLE, "since", id="from after the year"),
        pytest.param("champion", FIRST, AFTER, MIDDLE, "until", id="until after the year"),
        pytest.param("champion", FIRST, AFTER, AFTER, None, id="until today, after the year"),
        pytest.param("manager", BEFORE, None, BEFORE, None, id="a manager who sets the year up"),
        pytest.param("manager", FIRST, AFTER, MIDDLE, "until", id="a manager until after the year"),
    ],
)
def test_a_role_lies_within_its_year(
    kind: str, since: date, until: date | None, today: date, field: str | None
) -> None:
    assert outside(kind, since, until, year=Year(), today=today) == field


@pytest.mark.parametrize(
    ("kind", "today", "day"),
    [
        pytest.param("champion", BEFORE, FIRST, id="before the year"),
        pytest.param("champion", MIDDLE, MIDDLE, id="within the year"),
        pytest.param("champion", AFTER, LAST, id="after the year"),
        pytest.param("manager", BEFORE, BEFORE, id="a manager before the year"),
        pytest.param("manager", AFTER, LAST, id="a manager after the year"),
    ],
)
def test_the_first_day_suggested_is_today_within_the_year(kind: str, today: date, day: date) -> None:
    assert suggested_first_day(kind, Year(), today) == day


@pytest.mark.parametrize(
    ("has", "is_own", "latest"),
    [
        pytest.param(MIDDLE, True, MIDDLE, id="the own role"),
        pytest.param(None, True, LAST, id="the own role without an end"),
        pytest.param(MIDDLE, False, LAST, id="a colleague"),
        pytest.param(AFTER, False, AFTER, id="a colleague who has longer already"),
    ],
)
def test_how_late_a_representative_may_set_a_last_day(has: date | None, is_own: bool, latest: date) -> None:
    assert latest_by_representative(Year(), FIRST, has=has, is_own=is_own) == latest
