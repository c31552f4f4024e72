"""What somebody who looks round can do next in a role, as a code: the sentences are in `demonstration/errand.html`."""

from dataclasses import dataclass
from enum import StrEnum


class Phase(StrEnum):
    """Where a year stands with its grants."""

    OPEN = "open"
    CLOSED = "closed"
    PREPARED = "prepared"
    DECIDED = "decided"


DEPUTY = "deputy"
# What people of the programme do in each phase, in the order of the phases.
OFFICES = {
    "manager": ("close", "prepare", "confirm_decision", "proof"),
    DEPUTY: ("await_decision", "await_decision", "confirm_decision", "proof"),
    "finance": ("simulate", "prepare", "proof", "ledger"),
    "steering": ("counties", "counties", "proof", "proof"),
    "facilitator": ("needs", "needs", "needs", "needs"),
    "agency": ("needs", "needs", "needs", "needs"),
    "evaluator": ("counties", "counties", "proof", "proof"),
    "adviser": ("assigned", "assigned", "assigned", "assigned"),
    "area-lead": ("assigned", "assigned", "assigned", "assigned"),
}


@dataclass(frozen=True, slots=True)
class Own:
    """How far the project of somebody's partnership is. `verdict` is the champion's on the latest edition, empty while
    asked, None when nobody asked; `has_mail`: a neighbour's project waits to be received; `baseline`: what is left of
    the assessment or joint review that it rests on, empty when that is completed; `is_resting`: whether it rests on it.
    """

    is_two_tier: bool
    is_started: bool = False
    is_shared: bool = False
    is_submitted: bool = False
    verdict: str | None = None
    has_mail: bool = False
    baseline: str = ""
    is_resting: bool = True


def of_office(office: str, phase: Phase) -> str:
    """For a role in the programme itself (a kind of role, or DEPUTY); empty where there is nothing yet."""
    return dict(zip(Phase, OFFICES[office], strict=True))[phase] if office in OFFICES else ""


def of_representative(own: Own, phase: Phase) -> str:
    """The next step with the project, once whatever waits to be received is."""
    if own.has_mail and phase is not Phase.DECIDED:
        return "receive"
    return after_submission(phase) or with_project(own)


def of_champion(own: Own, phase: Phase) -> str:
    """To endorse, or to wait until asked."""
    if own.verdict == "":
        return after_submission(phase) or "endorse"
    return after_submission(phase) or ("is_endorsed" if own.verdict == "endorsed" else "await_project")


def after_submission(phase: Phase) -> str:
    """What is left to people of a partnership; empty while submission is open."""
    return {Phase.OPEN: "", Phase.DECIDED: "award"}.get(phase, "await_award")


def baseline_of(*, is_joint: bool, is_begun: bool, is_completed: bool) -> str:
    """What is left of the assessment of a partnership, or of the joint review of one that delivers an agreement."""
    if is_completed:
        return ""
    if is_joint:
        return "go_on_reviewing" if is_begun else "review"
    return "go_on_assessing" if is_begun else "assess"


def with_project(own: Own) -> str:
    """The step that comes next, in the order in which a project gets there."""
    steps = (
        (own.is_submitted, "await_neighbours" if own.is_two_tier else "is_in"),
        (own.baseline, own.baseline),
        (not own.is_started, "start"),
        (not own.is_resting, "rest"),
        (own.is_two_tier and not own.is_shared, "share"),
        (own.verdict == "endorsed", "submit"),
        (own.verdict == "", "is_asked"),
    )
    return next((step for holds, step in steps if holds), "ask")
