"""What a project must rest on: a completed joint review, or a completed self-assessment, of its partnership's year."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum

from projects.rules.submission import WhyNot

MOST = 2


@dataclass(frozen=True, slots=True)
class Rested:
    """What a project rests on: whether that is a joint review, and whether it was opened again since."""

    is_joint: bool
    is_reopened: bool


def why_not_based(rested: Rested | None, *, wants_joint: bool, can_rest: bool) -> WhyNot | None:
    """What the basis of a project not yet submitted lacks. Who delivers a local area agreement wants a joint review;
    `can_rest`: one of the kind that is wanted is completed, and was not opened again.
    """
    if rested is None:
        return WhyNot.NO_BASIS if can_rest else WhyNot.NOT_ASSESSED
    if rested.is_joint is wants_joint and not rested.is_reopened:
        return None
    if can_rest:
        return WhyNot.BASIS_REPLACED
    return WhyNot.BASIS_REOPENED if rested.is_joint is wants_joint else WhyNot.WRONG_BASIS


class WhyNotThese(StrEnum):
    """Why a choice is refused."""

    NONE = "none"
    TOO_MANY = "too_many"
    UNKNOWN = "unknown"


def why_not_these(keys: Sequence[str], offered: Collection[str]) -> WhyNotThese | None:
    """One or two of what is offered; the same one twice is one."""
    chosen = set(keys)
    if not chosen:
        return WhyNotThese.NONE
    if len(chosen) > MOST:
        return WhyNotThese.TOO_MANY
    return None if chosen <= set(offered) else WhyNotThese.UNKNOWN


def words_after(stands: tuple[str, str], before: tuple[str, str], chosen: tuple[str, str]) -> tuple[str, str]:
    """The two key improvements once something else is chosen: the words of what is chosen, where the partnership has
    written none of its own. `before` are the words of what was chosen until now: what was taken from them is not own.
    """
    return stands if has_own_words(stands, before) else chosen


def has_own_words(stands: tuple[str, str], before: tuple[str, str]) -> bool:
    """Whether the key improvements say anything but the words of what was chosen."""
    return bool({word for word in stands if word} - {word for word in before if word})
