"""Whether a project may be submitted at a moment, and everything that stands in its way."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

SECOND = timedelta(seconds=1)


class WhyNot(StrEnum):
    """What stands in the way: first what nobody can mend, then the steps in their order."""

    YEAR_NOT_OPEN = "year_not_open"
    SEALED = "sealed"
    CLOSED = "closed"
    SUBMITTED = "submitted"
    NO_SUMMARY = "no_summary"
    NO_IMPROVEMENT = "no_improvement"
    # What it rests on: nothing is completed; nothing is chosen; opened again and not completed yet, or completed anew;
    # of the wrong kind for the partnership.
    NOT_ASSESSED = "not_assessed"
    NO_BASIS = "no_basis"
    BASIS_REOPENED = "basis_reopened"
    BASIS_REPLACED = "basis_replaced"
    WRONG_BASIS = "wrong_basis"
    NO_CHAMPION = "no_champion"
    NOT_ASKED = "not_asked"
    WITH_CHAMPION = "with_champion"
    RETURNED = "returned"
    CHANGED_SINCE = "changed_since"


@dataclass(frozen=True, slots=True)
class Window:
    """When a partnership may submit. `deadline` and `admitted_until` are last seconds, and count whole."""

    is_open_year: bool
    is_sealed: bool = False
    deadline: datetime | None = None
    closed_at: datetime | None = None
    admitted_until: datetime | None = None

    def closes_at(self) -> datetime | None:
        """The last moment for all, closed early or not; None while the year names none."""
        ends = [end for end in (self.deadline, self.closed_at) if end is not None]
        return min(ends, default=None)

    def ends_at(self) -> datetime | None:
        """The last moment for this partnership, its leave to be late counted; None while the year names none."""
        closes = self.closes_at()
        if closes is None or self.admitted_until is None:
            return closes
        return max(closes, self.admitted_until)

    def has_closed(self, at: datetime) -> bool:
        """Whether it is over for those who were not admitted late."""
        closed_early = self.closed_at is not None and at >= self.closed_at
        return closed_early or (self.deadline is not None and at >= self.deadline + SECOND)

    def is_late(self, at: datetime) -> bool:
        """Whether who submits now does so by a manager's leave."""
        return self.has_closed(at) and self.is_admitted(at)

    def is_admitted(self, at: datetime) -> bool:
        """Whether a manager's leave still lasts."""
        return self.admitted_until is not None and at < self.admitted_until + SECOND

    def why_not(self, at: datetime) -> tuple[WhyNot, ...]:
        """Nothing when one may submit now, else the one reason."""
        if not self.is_open_year:
            return (WhyNot.YEAR_NOT_OPEN,)
        if self.is_sealed:
            return (WhyNot.SEALED,)
        return (WhyNot.CLOSED,) if self.has_closed(at) and not self.is_admitted(at) else ()


@dataclass(frozen=True, slots=True)
class Readiness:
    """How far the project itself is. `verdict` is the champion's on the latest edition, empty while asked,
    None when nobody asked; `is_changed`: the words differ from that edition; `basis`: what its basis lacks."""

    has_summary: bool
    has_improvement: bool
    has_champion: bool
    is_submitted: bool
    is_changed: bool
    verdict: str | None
    basis: WhyNot | None = None

    def why_not(self) -> tuple[WhyNot, ...]:
        """The steps still to be taken, in their order."""
        if self.is_submitted:
            return (WhyNot.SUBMITTED,)
        champion = self.why_not_endorsed()
        return (*self.missing(), champion) if champion else self.missing()

    def missing(self) -> tuple[WhyNot, ...]:
        """What must be there before a champion can be asked."""
        words = [(WhyNot.NO_SUMMARY, self.has_summary), (WhyNot.NO_IMPROVEMENT, self.has_improvement)]
        steps = [step for step, is_done in words if not is_done]
        if self.basis:
            steps.append(self.basis)
        return tuple(steps) if self.has_champion else (*steps, WhyNot.NO_CHAMPION)

    def why_not_endorsed(self) -> WhyNot | None:
        """What the champion's word still lacks."""
        if self.verdict is None:
            return WhyNot.NOT_ASKED
        if self.is_changed:
            return WhyNot.CHANGED_SINCE
        return {"": WhyNot.WITH_CHAMPION, "returned": WhyNot.RETURNED}.get(self.verdict)


def why_not(window: Window, readiness: Readiness, at: datetime) -> tuple[WhyNot, ...]:
    """Everything between this project and its submission at a moment; nothing when it may be submitted."""
    return (*window.why_not(at), *readiness.why_not())
