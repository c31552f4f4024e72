"""The year of one partnership as a list of tasks: what is done, what is next, what waits for somebody else."""

from dataclasses import dataclass
from enum import StrEnum

from projects.rules.next_step import Next
from selfassessment.rules.standing import State


class Status(StrEnum):
    """Of a task, as it is drawn; OPEN and BEGUN are of what can be done beside the next, RETURNED of what a champion
    gave back.
    """

    DONE = "done"
    NOW = "now"
    WAITING = "waiting"
    LATER = "later"
    OPEN = "open"
    BEGUN = "begun"
    RETURNED = "returned"
    MISSED = "missed"


@dataclass(frozen=True)
class OwnFacts:
    """How far a partnership is; `step` is what comes next for who looks, None before its project is started.
    `is_written` is of the words alone, `is_whole` when they rest on what they must; `can_ask`: nothing is missing
    before the champion is asked; `is_ready`: nothing before it is submitted.
    """

    step: Next | None
    writes: bool
    is_two_tier: bool
    is_named: bool
    is_written: bool
    is_whole: bool
    is_given: bool
    is_shared: bool
    can_ask: bool
    is_asked: bool
    is_returned: bool
    is_endorsed: bool
    is_ready: bool
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
        "write": facts.is_submitted or (facts.is_whole and not facts.is_returned),
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
    if found := status_beside(code, facts):
        return found
    if facts.is_over and code != "decision":
        return Status.MISSED
    return Status.OPEN if code in could_begin(facts) else Status.LATER


def status_beside(code: str, facts: OwnFacts) -> Status | None:
    """Of what goes on beside the next; people are named and an assessment is made after submission has closed too,
    and a receipt comes until the grants are decided.
    """
    if code == "name":
        return Status.OPEN
    if code == "assess":
        return ASSESSING[facts.assessment]
    if code == "share" and facts.is_given and not facts.is_decided:
        return Status.WAITING
    if facts.is_over:
        return None
    if code == "write" and facts.step is not None:
        return Status.BEGUN
    return of_endorsing(facts) if code == "endorse" else None


def of_endorsing(facts: OwnFacts) -> Status | None:
    """While the champion is asked, or has returned these words."""
    if facts.is_asked:
        return Status.WAITING
    return Status.RETURNED if facts.is_returned else None


def could_begin(facts: OwnFacts) -> set[str]:
    """What is ready to be done, in either order and whoever looks: words can be shared before they rest on anything."""
    ready = {"share": facts.is_written, "endorse": facts.can_ask, "submit": facts.is_ready}
    return {code for code, is_so in ready.items() if is_so}


def next_task(facts: OwnFacts) -> str:
    """What is to be done next by who looks; "" for nothing."""
    if facts.is_over:
        return ""
    if facts.step is None:
        return "write" if facts.writes else ""
    return BELONGS.get(facts.step, "")
