"""How mail goes, from counts of messages by kind, state and problem."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from dashboards.rules.mail_problems import code_of_problem

PATIENCE = timedelta(minutes=15)  # a message that is due goes within a minute or two; after this something is wrong


class News(StrEnum):
    """What a manager should know first, the worst first."""

    STOPPED = "stopped"  # the clock stands still, so nothing that waits will go
    STUCK = "stuck"  # messages are due, and are not going
    UNKNOWN = "unknown"  # a person must settle some
    FAILED = "failed"
    WAITING = "waiting"
    WELL = "well"
    NOTHING = "nothing"  # there has been no message yet


@dataclass(frozen=True)
class Counted:
    """So many messages of a kind in a state with a problem.

    `held_up` of them should have gone, the first at `held_up_since`: their turn has come, or they came back because the
    mail server took nothing. `put_off` were refused for now; the first is tried again at `again_at`.
    """

    kind: str
    state: str
    problem: str
    number: int
    due: int = 0
    sent_today: int = 0
    sent_this_week: int = 0
    oldest: datetime | None = None
    held_up: int = 0
    held_up_since: datetime | None = None
    put_off: int = 0
    again_at: datetime | None = None
    last_sent: datetime | None = None


@dataclass(frozen=True)
class OfKind:
    """The numbers of one kind of message."""

    kind: str
    waiting: int
    held: int
    sent: int
    failed: int
    unknown: int
    not_sent: int


@dataclass(frozen=True)
class Tally:
    """The numbers of all kinds together."""

    rows: Sequence[Counted] = field(default=())

    def number(self, *states: str, of: Callable[[Counted], int] = lambda row: row.number) -> int:
        """How many messages there are in these states."""
        return sum(of(row) for row in self.rows if row.state in states)

    @property
    def waiting(self) -> int:
        """In the queue, due or not."""
        return self.number("queued")

    @property
    def due(self) -> int:
        """In the queue, and could go now."""
        return self.number("queued", of=lambda row: row.due)

    @property
    def held(self) -> int:
        """Kept for summaries."""
        return self.number("held")

    @property
    def in_hand(self) -> int:
        """Those that workers have."""
        return self.number("claimed", "sending")

    @property
    def on_the_way(self) -> int:
        """All that will go by themselves."""
        return self.waiting + self.in_hand + self.held

    @property
    def sent_today(self) -> int:
        """Since midnight in London."""
        return self.number("sent", of=lambda row: row.sent_today)

    @property
    def sent_this_week(self) -> int:
        """In the last seven days."""
        return self.number("sent", of=lambda row: row.sent_this_week)

    @property
    def failed(self) -> int:
        """Given up."""
        return self.number("failed")

    @property
    def unknown(self) -> int:
        """Those that a person must settle."""
        return self.number("unknown")

    @property
    def not_sent(self) -> int:
        """Not sent, on purpose."""
        return self.number("dropped")

    @property
    def oldest(self) -> datetime | None:
        """When the oldest that waits was asked for."""
        return min((row.oldest for row in self.rows if row.state == "queued" and row.oldest), default=None)

    @property
    def held_up(self) -> int:
        """In the queue, and should have gone."""
        return self.number("queued", of=lambda row: row.held_up)

    @property
    def held_up_since(self) -> datetime | None:
        """When the first of those should have gone."""
        return min((row.held_up_since for row in self.rows if row.held_up_since), default=None)

    @property
    def put_off(self) -> int:
        """In the queue, and refused for now by the mail server."""
        return self.number("queued", of=lambda row: row.put_off)

    @property
    def again_at(self) -> datetime | None:
        """When the first of those is tried again."""
        return min((row.again_at for row in self.rows if row.again_at), default=None)

    @property
    def last_sent(self) -> datetime | None:
        """When the last one went; None when none did lately."""
        return max((row.last_sent for row in self.rows if row.last_sent), default=None)

    def minutes_at(self, per_minute: int) -> int:
        """How long those that are due take at a pace, in whole minutes; 0 without a pace."""
        return -(-self.due // per_minute) if per_minute else 0

    def is_stuck(self, at: datetime) -> bool:
        """Whether one has been held up for long while none went: where others go, it only waits for its turn."""
        quiet_since = max(filter(None, (self.held_up_since, self.last_sent)), default=at)
        return self.held_up_since is not None and at - quiet_since > PATIENCE

    @property
    def failures(self) -> list[tuple[str, int]]:
        """Why messages failed, as codes with their numbers, the most frequent first."""
        return reasons(row for row in self.rows if row.state == "failed")

    @property
    def kept_back(self) -> list[tuple[str, int]]:
        """Why messages were not sent on purpose."""
        return reasons(row for row in self.rows if row.state == "dropped")

    @property
    def kinds(self) -> list[OfKind]:
        """Each kind's numbers, by name."""
        return [self._of_kind(kind) for kind in sorted({row.kind for row in self.rows})]

    def _of_kind(self, kind: str) -> OfKind:
        own = Tally([row for row in self.rows if row.kind == kind])
        return OfKind(
            kind, own.waiting + own.in_hand, own.held, own.sent_this_week, own.failed, own.unknown, own.not_sent
        )

    def news(self, *, at: datetime, has_stopped: bool) -> News:
        """The worst that there is to tell."""
        found = {
            News.STOPPED: has_stopped,
            News.STUCK: self.is_stuck(at),
            News.UNKNOWN: bool(self.unknown),
            News.FAILED: bool(self.failed),
            News.WAITING: bool(self.on_the_way),
            News.WELL: bool(self.rows),
        }
        return next((news for news, is_so in found.items() if is_so), News.NOTHING)


def reasons(rows: Iterable[Counted]) -> list[tuple[str, int]]:
    """Problems as codes with their numbers, the most frequent first, then by name."""
    found: Counter[str] = Counter()
    for row in rows:
        found[code_of_problem(row.problem)] += row.number
    return sorted(found.items(), key=lambda each: (-each[1], each[0]))
