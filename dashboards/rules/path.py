"""The path of a year: what is over, what is now and what is to come, from dates and counts."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

DONE, PASSED, NOW, LATER = "done", "passed", "now", "later"
SET_UP, ENROLMENT, ASSESSMENT, SUBMISSION = "set_up", "enrolment", "assessment", "submission"
DETERMINATION = "determination"


@dataclass(frozen=True)
class YearFacts:
    """A year as it stands: when it opened (None: not yet), its key dates in order, how many have named everybody, and
    how many have completed an assessment or a joint review (None: not known here). `submission_closed` is the day on
    which it was, early or not (None: it has not), `decided` the day on which grants were."""

    opened: date | None
    closed: bool
    dates: Sequence[tuple[str, date]]  # code and last day, in order of day
    partnerships: int
    complete: int
    assessed: int | None = None
    submission_closed: date | None = None
    decided: date | None = None

    @property
    def done(self) -> set[str]:
        """The stages that every partnership is through, by code."""
        through = {ENROLMENT: self.complete, ASSESSMENT: self.assessed}
        return {code for code, number in through.items() if 0 < self.partnerships == number}


@dataclass(frozen=True)
class Stage:
    """One stage: its code; `done` where that is known, else `passed`, `now` or `later`; its last day; missed or not."""

    code: str
    state: str
    day: date | None = None
    late: bool = False


def path_of(facts: YearFacts, today: date) -> tuple[Stage, ...]:
    """The stages in order. The first that is not over is now; enrolment stays so until everybody is named."""
    if facts.opened is None:
        coming = [Stage(code, LATER, day) for code, day in facts.dates]
        return Stage(SET_UP, NOW), *coming
    stages, passed = [Stage(SET_UP, DONE, _opened(facts))], False
    for code, day in facts.dates:
        stage = _stage(code, day, facts, today, passed)
        passed = passed or (stage.state == NOW and not stage.late)
        stages.append(stage)
    return tuple(stages)


def _opened(facts: YearFacts) -> date | None:
    """The day it opened; none where that comes after the first date, as in a year entered late."""
    first = facts.dates[0][1] if facts.dates else None
    return None if facts.opened and first and facts.opened > first else facts.opened


def _stage(code: str, day: date, facts: YearFacts, today: date, passed: bool) -> Stage:
    """`passed` says that the stage of today stands before this one."""
    if code in facts.done:
        return Stage(code, DONE, day)
    if code == SUBMISSION and facts.submission_closed:
        return Stage(code, PASSED, facts.submission_closed)
    if code == DETERMINATION and facts.decided:
        return Stage(code, DONE, facts.decided)
    if today > day:
        unfinished = code == ENROLMENT and not facts.closed
        return Stage(code, NOW if unfinished else PASSED, day, late=unfinished)
    if facts.closed:
        return Stage(code, PASSED)  # its day will come, but not for this year
    return Stage(code, LATER if passed else NOW, day)
