"""Who may be named beside whom, and how far a partnership has come with naming its people.

One address is one person. Days count from the first to the last, both included; no last day is without an end.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

REPRESENTATIVE, CHAMPION, MANAGER = "representative", "champion", "manager"
MOST_REPRESENTATIVES = 2


class State(StrEnum):
    """How far naming has come; `complete` has a representative and a champion."""

    COMPLETE = "complete"
    PARTLY = "partly"
    INVITED = "invited"
    NONE = "none"


def state_of(*, representatives: int, champions: int, invited: int) -> State:
    """From how many hold each role and how many were asked and have not answered."""
    if representatives and champions:
        return State.COMPLETE
    if representatives or champions:
        return State.PARTLY
    return State.INVITED if invited else State.NONE


@dataclass(frozen=True)
class Named:
    """Somebody in a role from a day until a day, or asked to be (`waits`), in one partnership or one programme."""

    who: str
    kind: str
    since: date
    until: date | None = None
    name: str = ""
    waits: bool = False
    is_deputy: bool = False

    def on(self, day: date) -> bool:
        """Whether it is held on a day, the first and the last included."""
        return self.since <= day and (self.until is None or day <= self.until)

    def meets(self, other: "Named") -> bool:
        """Whether both are held on some day."""
        return self.on(other.since) or other.on(self.since)


class Reason(StrEnum):
    """Why somebody cannot be named."""

    HELD = "held"
    INVITED = "invited"
    REPRESENTATIVES_FULL = "representatives_full"
    CHAMPION_NAMED = "champion_named"
    CHAMPION_IS_REPRESENTATIVE = "champion_is_representative"
    REPRESENTATIVE_IS_CHAMPION = "representative_is_champion"
    DEPUTY_NAMED = "deputy_named"
    DEPUTY_IS_MANAGER = "deputy_is_manager"
    MANAGER_IS_DEPUTY = "manager_is_deputy"


@dataclass(frozen=True)
class Refusal:
    """A reason, and whoever stands in the way: one at least."""

    reason: Reason
    those: tuple[Named, ...]


def refusal_of(asked: Named, named: Iterable[Named]) -> Refusal | None:
    """Why `asked` cannot be added to those of the same partnership, or of the same role in the programme; or None."""
    near = list(named)
    together = [other for other in near if other.meets(asked)]
    for found in (_twice(asked, near), _of_a_partnership(asked, together), _of_managers(asked, together)):
        if found:
            return found
    return None


def _twice(asked: Named, near: Sequence[Named]) -> Refusal | None:
    """The same role a second time; one who waits for an answer is not asked again whatever the days."""
    same = [other for other in near if (other.who, other.kind) == (asked.who, asked.kind)]
    waiting = [other for other in same if other.waits and asked.waits]
    held = [other for other in same if not other.waits and other.meets(asked)]
    mixed = [other for other in held if other.is_deputy != asked.is_deputy]
    if mixed:
        return Refusal(Reason.DEPUTY_IS_MANAGER if asked.is_deputy else Reason.MANAGER_IS_DEPUTY, tuple(mixed))
    if held:
        return Refusal(Reason.HELD, tuple(held))
    return Refusal(Reason.INVITED, tuple(waiting)) if waiting else None


def _of_a_partnership(asked: Named, together: Sequence[Named]) -> Refusal | None:
    others = [other for other in together if other.kind == asked.kind and other.who != asked.who]
    both = [other for other in together if other.kind != asked.kind and other.who == asked.who]
    if asked.kind == REPRESENTATIVE:
        full = busiest(asked, others)
        if len({other.who for other in full}) >= MOST_REPRESENTATIVES:
            return Refusal(Reason.REPRESENTATIVES_FULL, full)
        return Refusal(Reason.REPRESENTATIVE_IS_CHAMPION, tuple(both)) if both else None
    if asked.kind == CHAMPION:
        if others:
            return Refusal(Reason.CHAMPION_NAMED, tuple(others))
        return Refusal(Reason.CHAMPION_IS_REPRESENTATIVE, tuple(both)) if both else None
    return None


def _of_managers(asked: Named, together: Sequence[Named]) -> Refusal | None:
    deputies = [other for other in together if other.is_deputy and other.who != asked.who]
    return Refusal(Reason.DEPUTY_NAMED, tuple(deputies)) if asked.is_deputy and deputies else None


def busiest(asked: Named, others: Sequence[Named]) -> tuple[Named, ...]:
    """Those named on the day, of the days asked for, on which most people are; the most change only as somebody begins.

    A day's people are counted once each, however many rows they have.
    """
    days = [asked.since, *(other.since for other in others if asked.on(other.since))]
    on_days = [tuple(other for other in others if other.on(day)) for day in days]
    return max(on_days, key=lambda those: len({other.who for other in those}))
