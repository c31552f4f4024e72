"""How far a partnership's project is, as maps and county pages show it."""

from enum import StrEnum


class State(StrEnum):
    """In the order in which a project gets there. A single tier never shares: submitted, it counts."""

    NOT_STARTED = "not_started"
    DRAFT = "draft"
    SHARED = "shared"
    SUBMITTED = "submitted"
    COUNTS = "counts"


def state_of(*, is_started: bool, is_shared: bool, is_submitted: bool, is_two_tier: bool) -> State:
    """The furthest state reached; `is_shared` as `enough_shared` says."""
    if is_submitted:
        return State.COUNTS if is_shared or not is_two_tier else State.SUBMITTED
    if is_shared:
        return State.SHARED
    return State.DRAFT if is_started else State.NOT_STARTED


def enough_shared(*, receipts: int, wanted: int, others: int) -> bool:
    """Whether a project counts as shared: with `wanted` partnerships, or with all where the locality has fewer.

    `receipts` are sharings, or confirmed ones where the year asks for that; nobody can share where nobody else is.
    """
    return others > 0 and receipts >= max(1, min(wanted, others))
