"""Reminding people: by the clock on working mornings, by hand after a preview. Each once, whoever runs how often.

Row and message are one transaction a person: a worker that dies leaves those it reached reached, and the next run, or
the next press, goes on with the others.
"""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, models, transaction

from audit.services import record
from kit.constraints import constraint_of
from kit.jobs.models import Pulse
from notices.models import Message, Reminder, ReminderOutlook
from notices.rules.reminders import Case, Gathering, ReminderKind, Step, known
from notices.rules.working_days import is_working_day, london_day
from notices.selectors.bank_holidays import bank_holidays
from notices.selectors.reminders import Key, Planned, due_today, outlook, planned, preview_of, reached_by, words_of
from notices.services.sending import send

CLOCK = "send reminders"  # its name in the schedule
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


def reckon_again(*, programme_id: int, at: datetime) -> None:
    """Keep what goes next after a date, a plan or somebody's need changed; not before the clock looked once."""
    if not ReminderOutlook.objects.filter(programme_id=programme_id).exists():
        return
    ran_at = Pulse.objects.filter(name=CLOCK).values_list("ended_at", flat=True).first()
    ran_today = ran_at is not None and london_day(ran_at) == london_day(at)
    reckon(planned(known.values(), programme_id), Gathering(programme_id, at), ran_today=ran_today)


def reckon(plans: Iterable[Planned], gathering: Gathering, *, ran_today: bool) -> None:
    """Keep what goes next, for homes to tell: on a later day, once the clock `ran_today`."""
    found = [next_one for one in plans if (next_one := outlook(one, gathering, ran_today=ran_today))]
    day = min((each.day for each in found), default=None)
    ReminderOutlook.objects.update_or_create(
        programme_id=gathering.programme_id,
        defaults={
            "day": day,
            "number": sum(each.number for each in found if each.day == day),
            "reckoned_at": gathering.at,
        },
    )


def remind_by_hand(
    *,
    kind: ReminderKind,
    programme_id: int,
    to: Collection[Key],
    press: Press,
    at: datetime,
    step: Callable[[int], None] = lambda _done: None,
) -> int:
    """Remind those of `to` who still have something to do and heard nothing today; how many this press has reached.

    Pressed twice, or carried on by another worker, it reaches nobody twice. `step` is told how many are done.
    """
    wanted = set(to)
    goes = [case for case in preview_of(kind, Gathering(programme_id, at)).goes if case.key in wanted]
    before = len(wanted) - len(goes)
    sent = 0
    for number, case in enumerate(goes, start=1):
        sent += remind_one(kind=kind, case=case, programme_id=programme_id, press=press, at=at)
        step(before + number)
    if sent:
        reckon_again(programme_id=programme_id, at=at)
        details = {"reminder": kind.key, "number": sent}
        with transaction.atomic():
            record(actor=press.by, action="reminder.sent", at=at, programme_id=programme_id, details=details)
    return len(reached_by(press.key, programme_id))


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
            message = send(
                kind.name,
                case.address,
                words_of(case, note=press.note if press else "", sender=press.by if press else None),
                person=case.person,
                programme_id=programme_id,
                about=case.ids,
                links=case.links,
                at=at,
            )
            Reminder.objects.create(
                programme_id=programme_id,
                kind=kind.name,
                about=case.about,
                address=case.address,
                step=step.number if step else None,
                counted_from=step.counted_from if step else None,
                message=message,
                pressed=press.key if press else None,
                sent_by_id=press.by.pk if press else None,
                sent_at=at,
                sent_on=london_day(at),
            )
            kind.went(case, at)
    except IntegrityError as refused:
        if constraint_of(refused) not in ONCE:
            raise
        return False
    return message.state != Message.State.DROPPED
