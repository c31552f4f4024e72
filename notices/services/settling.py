"""A person says what became of a doubtful message: the server may have taken it, and nobody heard."""

from datetime import datetime
from typing import Any, Literal

from django.db import models, transaction
from django.db.models import F

from audit.services import record
from notices.errors import NotDoubtfulError, SecretGoneError
from notices.models import Message
from notices.services.ringing import ring_on_commit

State = Message.State
Verdict = Literal["sent", "again"]


@transaction.atomic
def settle(*, message: Message, verdict: Verdict, by: models.Model, at: datetime) -> None:
    """`sent`: it arrived; `again`: it did not, send it again, under the same Message-ID. Of two at once, one settles.

    Raises NotDoubtfulError when it is not, or no longer, in doubt, SecretGoneError for a code that nobody knows.
    """
    if verdict == "again" and message.has_secrets:
        raise SecretGoneError
    fields: dict[str, Any] = {"settled_by_id": by.pk, "settled_at": at}
    if verdict == "sent":
        fields |= {"state": State.SENT, "sent_at": F("tried_at")}
    else:
        again = {"state": State.QUEUED, "claimed_by": None, "attempts": 0, "problem": "", "next_attempt_at": at}
        fields |= again
    if not Message.objects.filter(pk=message.pk, state=State.UNKNOWN).update(**fields):
        raise NotDoubtfulError
    record(
        actor=by,
        action="message.settled",
        at=at,
        subject=message,
        programme_id=message.programme_id,
        details={"verdict": verdict},
    )
    if verdict == "again":
        ring_on_commit()
