"""The mail of the days before the demonstration was loaded: it went when it was asked for, as all mail does."""

from datetime import datetime

from demonstration.models import CaughtMail
from notices.models import Message
from notices.services.delivering import drain

LONGEST = 60.0  # seconds for the mail of one moment


def send_what_is_due(*, at: datetime) -> None:
    """Each message at the moment on which it fell due, the oldest first; nothing that falls due after `at`."""
    due = Message.objects.due(at).for_workers().order_by("next_attempt_at")
    for moment in list(due.values_list("next_attempt_at", flat=True).distinct()):
        send_at(moment)


def send_at(moment: datetime) -> None:
    """All that was due by then; the outbox has it since."""
    newest = CaughtMail.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    drain(seconds=LONGEST, clock=lambda: moment)
    CaughtMail.objects.filter(pk__gt=newest).update(caught_at=moment)
