"""What becomes of a message when it is asked for: it goes, waits for a summary, or does not go, and why."""

from dataclasses import dataclass
from enum import StrEnum

from notices.rules.kinds import Kind


class Mode(StrEnum):
    """When messages of a kind go; the words of `notices.models.choice.Mode`."""

    NOW = "now"
    SUMMARY = "summary"
    NEVER = "never"


class Problem(StrEnum):
    """Why a message does not go."""

    SUPPRESSED = "suppressed"
    SILENCED = "silenced"
    NOTHING_TO_DO = "nothing_to_do"
    SUMMED_UP = "summed_up"
    CANCELLED = "cancelled"


@dataclass(frozen=True)
class Fate:
    """The state in which a message begins, and why it does not go."""

    state: str
    problem: str = ""


GOES, WAITS = Fate("queued"), Fate("held")
SUPPRESSED, SILENCED = Fate("dropped", Problem.SUPPRESSED), Fate("dropped", Problem.SILENCED)


def chosen_mode(kind: Kind, *, programme: str | None, own: str | None) -> Mode:
    """The programme's `never` holds for everybody; then a person's own choice, then the programme's, then at once."""
    if not kind.can_be_chosen:
        return Mode.NOW
    mode = Mode.NEVER if programme == Mode.NEVER else Mode(own or programme or Mode.NOW)
    return Mode.NOW if mode is Mode.SUMMARY and not kind.can_be_summed_up else mode


def fate_of(mode: Mode, *, is_suppressed: bool, is_for_a_person: bool) -> Fate:
    """A suppressed address gets nothing; only somebody with an account can have a summary."""
    if is_suppressed:
        return SUPPRESSED
    if mode is Mode.NEVER:
        return SILENCED
    return WAITS if mode is Mode.SUMMARY and is_for_a_person else GOES
