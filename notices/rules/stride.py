"""How many messages one commit marks as being sent, before the first of them is offered to the mail server.

Whoever dies leaves a doubt about each message that is marked and not settled, so each is marked alone, as long as that
costs no more than sending it. Where a mail takes less time than the disk needs for a commit (a mail server on the same
machine), waiting for the disk each time would be most of the work: then a few go by one commit.
"""

from dataclasses import dataclass

MOST = 16
MAILS_FOR_A_COMMIT = 4  # for each time that a commit takes longer than a mail: waiting stays a fifth of the work
MEMORY = 0.7  # what was measured before counts so much, the last measure the rest


@dataclass
class Stride:
    """Learns how long commits and mails take, in seconds; begins with one message a commit."""

    commit: float = 0.0
    mail: float = 0.0

    def committed(self, seconds: float) -> None:
        """A commit took so long."""
        self.commit = _smoothed(self.commit, seconds)

    def sent(self, seconds: float) -> None:
        """A mail took so long."""
        self.mail = _smoothed(self.mail, seconds)

    @property
    def length(self) -> int:
        """How many to mark by the next commit: 1 to 16."""
        if self.mail <= 0:
            return 1
        return min(MOST, max(1, round(1 + MAILS_FOR_A_COMMIT * (self.commit / self.mail - 1))))


def _smoothed(before: float, now: float) -> float:
    return MEMORY * before + (1 - MEMORY) * now if before else now
