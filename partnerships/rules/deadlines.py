"""Deadlines mean until 23:59:59 in London, whatever the season; they are kept in UTC (rules.md, Reminders)."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")


def last_moment(day: date) -> datetime:
    """The last second of a day in London, in UTC."""
    return datetime.combine(day, time(23, 59, 59), LONDON).astimezone(UTC)


def local_day(moment: datetime) -> date:
    """The day in London that a moment falls on."""
    return moment.astimezone(LONDON).date()
