"""Reminding people by a press of a button, after a preview: those who were on the page, each once a press."""

from collections.abc import Callable, Collection
from datetime import datetime

from django.db import transaction

from audit.services import record
from kit.locks import hold
from notices.rules.reminders import Gathering, ReminderKind
from notices.selectors.reminders import Key, is_in_trail, preview_of, reached_by
from notices.services.outlooks import reckon_again
from notices.services.reminding import Press, remind_one


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
    wanted = set(to) - reached_by(press.key, programme_id)
    goes = [case for case in preview_of(kind, Gathering(programme_id, at)).goes if case.key in wanted]
    before = len(set(to)) - len(goes)
    for number, case in enumerate(goes, start=1):
        remind_one(kind=kind, case=case, programme_id=programme_id, press=press, at=at)
        step(before + number)
    if goes:
        reckon_again(programme_id=programme_id, at=at)
    return keep_press(press, kind=kind, programme_id=programme_id, at=at)


@transaction.atomic
def keep_press(press: Press, *, kind: ReminderKind, programme_id: int, at: datetime) -> int:
    """How many a press has reached, told to the trail once: also where who reached them died before it could, or
    carries on this very moment.
    """
    hold(f"notices.press:{press.key}")
    reached = len(reached_by(press.key, programme_id))
    if reached and not is_in_trail(press.key, programme_id):
        details = {"reminder": kind.key, "number": reached, "press": str(press.key)}
        record(actor=press.by, action="reminder.sent", at=at, programme_id=programme_id, details=details)
    return reached
