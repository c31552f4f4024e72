"""The reminders of the last mornings, by the service that sends them every morning."""

from datetime import UTC, date, datetime

import pytest

from demonstration.services.loading import load_demonstration
from kit.jobs.clock import clock
from kit.jobs.models import Pulse
from notices.models import Message, Reminder, ReminderOutlook
from notices.services.outlooks import CLOCK
from partnerships.rules.deadlines import local_day

FIRST = "learning-to-deliver"


@pytest.mark.parametrize("today", [date(2026, 11, 21), date(2027, 1, 4)], ids=["a Saturday", "after the holidays"])
def test_some_reminders_have_gone_and_others_are_to_come(db: None, today: date) -> None:
    at = datetime(today.year, today.month, today.day, 9, 0, tzinfo=UTC)
    load_demonstration(today=today, at=at, keys=[FIRST])
    gone = Reminder.objects.filter(kind="projects/reminder_submission")
    assert {reminder.step for reminder in gone} == {-10}
    assert all(reminder.sent_on <= today for reminder in gone)
    assert Message.objects.filter(kind="projects/reminder_submission").count() == gone.count() > 1
    pulse = Pulse.objects.get(name=CLOCK)
    assert pulse.ended_at is not None
    assert (today - local_day(pulse.ended_at)).days < 7
    assert (pulse.ended_at.hour, pulse.first_at) == (8, at)
    assert not clock(at=at).late
    outlook = ReminderOutlook.objects.get()
    assert outlook.day is not None
    assert outlook.day > today
