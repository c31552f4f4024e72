"""When a contact has gone unchecked for too long, by calendar months."""

from calendar import monthrange
from datetime import date


def months_before(day: date, months: int) -> date:
    """The same day so many months earlier, or that month's last: six before 31 August is 28 or 29 February.

    A check on that day or before is too old: of 31 August, six months have wholly passed on 1 March.
    """
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
