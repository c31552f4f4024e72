"""How far a partnership is with assessing itself, or with its joint review, in one word."""

from enum import StrEnum


class State(StrEnum):
    """Of its year. NONE: it cannot begin because no framework is chosen. OTHER_KIND: what stands as completed is a
    self-assessment where by now a joint review is wanted, or the other way round."""

    NONE = ""
    NOT_BEGUN = "not_begun"
    UNDER_WAY = "under_way"
    COMPLETED = "completed"
    OTHER_KIND = "other_kind"


def state_of(*, has_framework: bool, is_begun: bool, is_completed: bool, is_of_other_kind: bool = False) -> State:
    """What is begun, of the kind that is wanted, is told whatever became of the framework since."""
    if is_completed:
        return State.OTHER_KIND if is_of_other_kind else State.COMPLETED
    if is_begun:
        return State.UNDER_WAY
    return State.NOT_BEGUN if has_framework else State.NONE
