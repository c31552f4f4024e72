"""Reminding people by the clock, on working mornings: each once, whoever runs how often. And one reminder, as by hand.

Row and message are one transaction a person: a worker that dies leaves those it reached reached, and the next run, or
the next press, goes on with the others.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, models, transaction

from kit.constraints import constraint_of
from notices.models import Message, Reminder
from notices.rules.reminders import Case, Gathering, ReminderKind, Step, known
from notices.rules.working_days import is_working_day, london_day
from notices.selectors.bank_holidays import bank_holidays
from notices.selectors.reminders import due_today, planned, words_of
from notices.services.outlooks import reckon
from notices.services.sending import send

ONCE = {"reminder_goes_once_a_step", "reminder_goes_once_a_day"}


@dataclass(frozen=True)
class Press:
    """One press of the button: the page it was pressed on, by whom, with which sentence of their own."""

    key: UUID
    by: models.Model
    note: str = ""


def remind(*, programme_id: int, at: datetime) -> int:
    """Send what falls due in a programme on this day; how many it reached. On other than working days nobody."""
    if not is_working_day(london_day(at), bank_holidays()):
        return 0
    gathering = Gathering(programme_id, at)
    plans = planned(known.values(), programme_id)
    sent = sum(
        remind_one(kind=one.kind, case=case, programme_id=programme_id, step=step, at=at)
        for one in plans
        for case, step in due_today(one, gathering)
    )
    reckon(plans, gathering, ran_today=True)
    return sent


def remind_one(
    *,
    kind: ReminderKind,
    case: Case,
    programme_id: int,
    at: datetime,
    step: Step | None = None,
    press: Press | None = None,
) -> bool:
    """Row and message together; False when somebody else was quicker, or the person wants no such message."""
    try:
        with transaction.atomic():
            message = message_to(case, kind=kind, programme_id=programme_id, press=press, at=at)
            went = {"message": message, "sent_at": at, "sent_on": london_day(at)}
            about = {"programme_id": programme_id, "kind": kind.name, "about": case.about, "address": case.address}
            Reminder.objects.create(**about, **went, **by_clock_or_hand(step, press))
            kind.went(case, at)
    except IntegrityError as refused:
        if constraint_of(refused) not in ONCE:
            raise
        return False
    return message.state != Message.State.DROPPED


def message_to(case: Case, *, kind: ReminderKind, programme_id: int, press: Press | None, at: datetime) -> Message:
    """The email, queued; whoever pressed may have added a sentence."""
    return send(
        kind.name,
        case.address,
        words_of(case, note=press.note if press else "", sender=press.by if press else None),
        person=case.person,
        programme_id=programme_id,
        about=case.ids,
        links=case.links,
        at=at,
    )


def by_clock_or_hand(step: Step | None, press: Press | None) -> dict[str, Any]:
    """Why it went, in columns."""
    by_clock = {"step": step.number, "counted_from": step.counted_from} if step else {}
    return by_clock | ({"pressed": press.key, "sent_by_id": press.by.pk} if press else {})
