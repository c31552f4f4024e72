"""What the bell missed and the dead left behind; beat calls it every minute."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from notices.models import Message
from notices.services import ringing
from notices.services.claiming import OWN_PROCESS, give_back_of_the_dead

State = Message.State
LOST_AFTER = timedelta(minutes=10)  # far longer than a web process waits for a mail server: whoever was sending is dead


@dataclass(frozen=True)
class Swept:
    """How many messages: due, back in the queue, now doubtful, and failed because their secret is gone."""

    due: int
    given_back: int
    doubtful: int
    lost: int


def sweep(*, at: datetime) -> Swept:
    """Give back what dead workers had in hand, and ring when anything is due."""
    given_back, doubtful = give_back_of_the_dead()
    half_sent = Message.objects.in_hand().filter(claimed_by=OWN_PROCESS, tried_at__lt=at - LOST_AFTER)
    doubtful += half_sent.update(state=State.UNKNOWN, problem="WorkerDied")
    # A secret died with the process that knew it: its message can no longer be sent.
    stale = Message.objects.due(at - LOST_AFTER).with_secrets()
    lost = stale.update(state=State.FAILED, tried_at=at, problem="SecretLost")
    due = Message.objects.due(at).for_workers().count()
    if due:
        ringing.ring()
    return Swept(due, given_back, doubtful, lost)
