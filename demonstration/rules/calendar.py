"""The demonstration's dates are reckoned from the day it is loaded, so that today is a moment of its year.

A moment is a day of the year counted from its first day, which is day 0; so is each key date.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from partnerships.rules.deadlines import LONDON


@dataclass(frozen=True)
class Year:
    """First and last day, both counted."""

    starts: date
    ends: date


def year_from(first: date) -> Year:
    """Twelve months from a first day; one that begins on 29 February ends on 28 February."""
    try:
        next_first = first.replace(year=first.year + 1)
    except ValueError:
        next_first = date(first.year + 1, 3, 1)
    return Year(first, next_first - timedelta(days=1))


def year_before(year: Year) -> Year:
    """Twelve months that end on the day before; the year before one that begins on 29 February begins on 1 March."""
    try:
        first = year.starts.replace(year=year.starts.year - 1)
    except ValueError:
        first = date(year.starts.year - 1, 3, 1)
    return Year(first, year.starts - timedelta(days=1))


def first_day(today: date, day: int) -> date:
    """The first day of a year in which `today` is that day."""
    return today - timedelta(days=day)


def key_dates(year: Year, days: Mapping[str, int]) -> dict[str, date]:
    """Each key date's day of that year, never later than the year itself."""
    return {kind: min(year.starts + timedelta(days=day), year.ends) for kind, day in days.items()}


def moment_of(first: date, day: int, hour: int, minute: int = 0) -> datetime:
    """A time of day in London on that day of the year that begins on `first`, in UTC."""
    return datetime.combine(first + timedelta(days=day), time(hour, minute), LONDON).astimezone(UTC)
