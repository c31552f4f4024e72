"""A programme year is never left without somebody who manages it."""

from collections.abc import Iterable
from datetime import date, timedelta

Days = tuple[date, date | None]  # the first and last day of a role; None is without an end


def leaves_nobody(*, last_day: date | None, others: Iterable[Days], ends: date) -> bool:
    """Whether nobody would manage on the day after `last_day`, where that day is still of the year; pure."""
    if last_day is None or last_day >= ends:
        return False
    next_day = last_day + timedelta(days=1)
    return not any(since <= next_day and (until is None or until >= next_day) for since, until in others)
