"""When a contact has gone unchecked for too long, by calendar months."""

from calendar import monthrange
from datetime import date


def months_before(day: date, months: int) -> date:
    """The same day so many months earlier, or that month's last: six before 31 August is 28 or 29 February."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def is_stale(checked_on: date, *, on: date, months: int) -> bool:
    """Whether so many months have wholly passed since the last check: six after 31 August it is 1 March."""
    return checked_on <= months_before(on, months)
