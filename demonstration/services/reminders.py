"""The reminders that the clock would have sent on the last mornings, sent by the same service."""

from datetime import date, datetime, time, timedelta

from notices.services.reminding import remind
from partnerships.models import Programme
from partnerships.rules.deadlines import LONDON

MORNINGS = 7  # so many days hold a working morning over the longest holidays
EIGHT = time(8)


def send_reminders(programme: Programme, *, today: date, at: datetime) -> None:
    """Of one programme, on each of the last mornings that lie in its year."""
    for days in range(MORNINGS, -1, -1):
        morning = datetime.combine(today - timedelta(days=days), EIGHT, LONDON)
        if programme.starts <= morning.date() <= programme.ends and morning <= at:
            remind(programme_id=programme.pk, at=morning)
