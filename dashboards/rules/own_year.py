"""The year of one partnership as a list of tasks: what is done, what is next, what waits for somebody else."""

from dataclasses import dataclass
from enum import StrEnum

from projects.rules.next_step import Next
from selfassessment.rules.standing import State


class Status(StrEnum):
    """Of a task, as it is drawn; OPEN and BEGUN are of what can be done beside the next."""

    DONE = "done"
    NOW = "now"
    WAITING = "waiting"
    LATER = "later"
    OPEN = "open"
    BEGUN = "begun"
    MISSED = "missed"


@dataclass(frozen=True)
class OwnFacts:
    """How far a partnership is; `step` is what comes next for who looks, None before its project is started."""

    step: Next | None
    writes: bool
    is_two_tier: bool
    is_named: bool
    is_written: bool
    is_given: bool
    is_shared: bool
    is_asked: bool
    is_endorsed: bool
    is_submitted: bool
    is_over: bool
    is_decided: bool
    assessment: State = State.NONE


@dataclass(frozen=True)
class Task:
    """A code whose sentences are in the template."""

    code: str
    status: Status


# What one does next, by the task it belongs to; the rest is somebody else's.
BELONGS = {
    Next.REST: "write",
    Next.WRITE: "write",
    Next.ASSESS: "assess",
    Next.MEND: "write",
    Next.SHARE: "share",
    Next.NAME_CHAMPION: "name",
    Next.ASK: "endorse",
    Next.ENDORSE: "endorse",
    Next.SUBMIT: "submit",
}


ASSESSING = {State.NOT_BEGUN: Status.OPEN, State.UNDER_WAY: Status.BEGUN, State.OTHER_KIND: Status.OPEN}


def tasks_of(facts: OwnFacts) -> tuple[Task, ...]:
    """In the order of the year; a single tier shares with nobody, and not every partnership assesses itself."""
    done = {
        "name": facts.is_named,
        "assess": facts.assessment is State.COMPLETED,
        "write": facts.is_written,
        "share": facts.is_shared,
        "endorse": facts.is_endorsed,
        "submit": facts.is_submitted,
        "decision": facts.is_decided,
    }
    if not facts.is_two_tier:
        del done["share"]
    if facts.assessment is State.NONE:
        del done["assess"]
    return tuple(Task(code, status_of(code, facts, is_done=is_done)) for code, is_done in done.items())


def status_of(code: str, facts: OwnFacts, *, is_done: bool) -> Status:
    """Of one of them."""
    if is_done:
        return Status.DONE
    if code == next_task(facts):
        return Status.NOW
    if code == "assess":
        return ASSESSING[facts.assessment]
    if facts.is_over and code != "decision":
        return Status.MISSED
    if (code == "share" and facts.is_given) or (code == "endorse" and facts.is_asked):
        return Status.WAITING
    return Status.OPEN if code in could_begin(facts) else Status.LATER


def could_begin(facts: OwnFacts) -> set[str]:
    """What a written project is ready for, in either order and whoever looks."""
    return {"share", *(("endorse",) if facts.is_named else ())} if facts.is_written else set()


def next_task(facts: OwnFacts) -> str:
    """What is to be done next by who looks; "" for nothing."""
    if facts.is_over:
        return ""
    if facts.step is None:
        return "write" if facts.writes else ""
    return BELONGS.get(facts.step, "")
