"""The path of a year: what is over, what is now and what is to come, from dates and counts."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

DONE, NOW, LATER = "done", "now", "later"
SET_UP, ENROLMENT = "set_up", "enrolment"


@dataclass(frozen=True)
class YearFacts:
    """A year as it stands: when it opened (None: not yet), its key dates in order, and who has named everybody."""

    opened: date | None
    closed: bool
    dates: Sequence[tuple[str, date]]  # code and last day, in order of day
    partnerships: int
    complete: int

    @property
    def enrolled(self) -> bool:
        """Whether every partnership has named everybody."""
        return 0 < self.partnerships == self.complete


@dataclass(frozen=True)
class Stage:
    """One stage: its code, whether it is `done`, `now` or `later`, its last day, and whether that day was missed."""

    code: str
    state: str
    day: date | None = None
    late: bool = False


def path_of(facts: YearFacts, today: date) -> tuple[Stage, ...]:
    """The stages in order. The first that is not over is now; enrolment stays so until everybody is named."""
    if facts.opened is None:
        coming = [Stage(code, LATER, day) for code, day in facts.dates]
        return Stage(SET_UP, NOW), *coming
    stages, passed = [Stage(SET_UP, DONE, facts.opened)], False
    for code, day in facts.dates:
        stage = _stage(code, day, facts, today, passed)
        passed = passed or (stage.state == NOW and not stage.late)
        stages.append(stage)
    return tuple(stages)


def _stage(code: str, day: date, facts: YearFacts, today: date, passed: bool) -> Stage:
    """`passed` says that the stage of today stands before this one."""
    unfinished = code == ENROLMENT and not facts.enrolled and not facts.closed
    if facts.closed or (code == ENROLMENT and facts.enrolled):
        return Stage(code, DONE, day)
    if today > day:
        return Stage(code, NOW if unfinished else DONE, day, late=unfinished)
    return Stage(code, LATER if passed else NOW, day)
