"""A programme year is never left without somebody who manages it."""

from collections.abc import Iterable
from datetime import date, timedelta

Days = tuple[date, date | None]  # the first and last day of a role; None is without an end
A_DAY = timedelta(days=1)


def first_day_left(*, now: date | None, last_day: date | None, others: Iterable[Days], ends: date) -> date | None:
    """The first day of the year that nobody would manage if a role ended on `last_day` and not on `now`; pure.

    Only days that are given up count, to the year's last day `ends`: what was uncovered before is nobody's doing now.
    """
    if last_day is None:
        return None
    day, last = last_day + A_DAY, min(now or ends, ends)
    for since, until in sorted(others, key=lambda days: days[0]):
        if since > day:
            break
        if until is None:
            return None
        day = max(day, until + A_DAY)
    return day if day <= last else None
