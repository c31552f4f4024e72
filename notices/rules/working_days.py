"""Days on which offices are open: not Saturday, not Sunday, not a bank holiday (rules.md, Reminders).

Which days are bank holidays is given: they differ by country and by year. Days are days of the calendar in London, so
that the nights when clocks change neither lose nor gain one.
"""

from collections.abc import Container
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")
ONE_DAY = timedelta(days=1)
SATURDAY = 5


def london_day(at: datetime) -> date:
    """The day in London that a moment falls on; raises ValueError for a moment without a time zone."""
    if at.tzinfo is None:
        raise ValueError("A moment without a time zone falls on no day")
    return at.astimezone(LONDON).date()


def is_working_day(day: date, bank_holidays: Container[date]) -> bool:
    """Whether offices are open."""
    return day.weekday() < SATURDAY and day not in bank_holidays


def working_day_from(day: date, steps: int, bank_holidays: Container[date]) -> date:
    """The working day so many working days after a day, or before it when `steps` is negative.

    Nought is the day itself, or where that is no working day the last one before it: what falls due on a Sunday is
    said on the Friday. One after a Sunday is the Monday; one before it is the Friday.
    """
    way = ONE_DAY if steps > 0 else -ONE_DAY
    if steps == 0:
        return _next_open(day, way, bank_holidays)
    for _step in range(abs(steps)):
        day = _next_open(day + way, way, bank_holidays)
    return day


def working_days_between(first: date, last: date, bank_holidays: Container[date]) -> int:
    """How many working days come after the first day, up to and with the last; negative when the last comes first."""
    if last < first:
        return -working_days_between(last, first, bank_holidays)
    days = (first + ONE_DAY * number for number in range(1, (last - first).days + 1))
    return sum(is_working_day(day, bank_holidays) for day in days)


def _next_open(day: date, way: timedelta, bank_holidays: Container[date]) -> date:
    while not is_working_day(day, bank_holidays):
        day += way
    return day
