"""How far a partnership is with assessing itself, in one word."""

from enum import StrEnum


class State(StrEnum):
    """Of its year. NONE: it does not assess itself, or cannot begin because no framework is chosen."""

    NONE = ""
    NOT_BEGUN = "not_begun"
    UNDER_WAY = "under_way"
    COMPLETED = "completed"


def state_of(*, delivers_laa: bool, has_framework: bool, is_begun: bool, is_completed: bool) -> State:
    """What was begun is told whatever became of the framework and the agreement since."""
    if is_completed:
        return State.COMPLETED
    if is_begun:
        return State.UNDER_WAY
    return State.NOT_BEGUN if has_framework and not delivers_laa else State.NONE
