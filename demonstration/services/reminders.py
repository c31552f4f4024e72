"""The reminders that the clock would have sent on the last mornings, sent by the same service."""

from datetime import date, datetime, time, timedelta

from kit.jobs.models import Pulse
from notices.rules.working_days import is_working_day
from notices.selectors.bank_holidays import bank_holidays
from notices.services.outlooks import CLOCK
from notices.services.reminding import remind
from partnerships.models import Programme
from partnerships.rules.deadlines import LONDON

MORNINGS = 7  # so many days hold a working morning over the longest holidays
EIGHT = time(8)


def send_reminders(programme: Programme, *, today: date, at: datetime) -> None:
    """Of one programme, on each of the last mornings that lie in its year; the clock is said to have run then."""
    for days in range(MORNINGS, -1, -1):
        morning = datetime.combine(today - timedelta(days=days), EIGHT, LONDON)
        if programme.starts <= morning.date() <= programme.ends and morning <= at:
            remind(programme_id=programme.pk, at=morning)
            if is_working_day(morning.date(), bank_holidays()):
                say_that_the_clock_ran(morning, at)


def say_that_the_clock_ran(morning: datetime, at: datetime) -> None:
    """Once however many programmes there are; its other tasks count from the day of loading."""
    ran = {"began_at": morning, "ended_at": morning}
    Pulse.objects.update_or_create(name=CLOCK, defaults=ran, create_defaults={**ran, "first_at": at})
