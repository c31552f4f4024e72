"""So many messages a minute and no more, over all workers: each message has a slot, and a slot is given once."""

from dataclasses import dataclass
from datetime import datetime, timedelta

MINUTE = timedelta(minutes=1)


@dataclass(frozen=True)
class Slots:
    """Moments at which one worker may send, evenly apart; none is given twice."""

    first: datetime
    every: timedelta
    count: int

    @property
    def times(self) -> list[datetime]:
        """Each slot."""
        return [self.first + self.every * number for number in range(self.count)]

    @property
    def free_at(self) -> datetime:
        """The next slot that nobody has."""
        return self.first + self.every * self.count


def slots(*, free_at: datetime, at: datetime, per_minute: int, wanted: int, until: datetime) -> Slots:
    """As many of the wanted slots as lie before `until` (not with it); those that passed unused are gone."""
    if per_minute < 1:
        raise ValueError("A pace is at least one message a minute")
    every = max(MINUTE / per_minute, timedelta.resolution)
    first = max(free_at, at)
    before = -((first - until) // every)  # rounded up: a slot that begins before `until` counts
    return Slots(first=first, every=every, count=max(0, min(wanted, before)))
