"""From when until when somebody may be named: within the programme year."""

from datetime import date

from partnerships.rules.enrolment import MANAGER
from partnerships.rules.years import Days, day_of


def earliest_first_day(kind: str, year: Days) -> date | None:
    """The year's first day; None for a manager, who sets the year up before it begins."""
    return None if kind == MANAGER else year.starts


def suggested_first_day(kind: str, year: Days, today: date) -> date:
    """Today, within the year: nobody is named for days that are gone unless somebody says so."""
    return today if earliest_first_day(kind, year) is None and today < year.starts else day_of(year, today)


def latest_last_day(year: Days, today: date) -> date:
    """The year's last day; once the year is over, today, so that a role can still end. No last day is another thing."""
    return max(year.ends, today)


def latest_by_representative(year: Days, today: date, *, has: date | None, is_own: bool) -> date:
    """A representative lengthens nobody's role beyond the year, and their own not at all; `has` is its last day now."""
    if is_own and has:
        return has
    return max(latest_last_day(year, today), has or year.ends)


def outside(kind: str, since: date, until: date | None, *, year: Days, today: date) -> str | None:
    """`since` or `until`, whichever lies outside the year."""
    earliest = earliest_first_day(kind, year)
    if earliest and not earliest <= since <= year.ends:
        return "since"
    if until and until > latest_last_day(year, today):
        return "until"
    return None
