"""What is wrong with a file that somebody wrote: where, and as a code; `selfassessment.sentences` has the words."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

MOST_FAULTS = 50


class Code(StrEnum):
    """Every fault that a framework or a file of answers can have."""

    TOO_LARGE = "too_large"
    NOT_TEXT = "not_text"
    UNREADABLE = "unreadable"
    EMPTY = "empty"
    ALIAS = "alias"
    TAG = "tag"
    TOO_DEEP = "too_deep"
    TWICE = "twice"
    UNKNOWN = "unknown"
    MISSING = "missing"
    WRONG_KIND = "wrong_kind"
    BLANK = "blank"
    TOO_LONG = "too_long"
    UNSEEN = "unseen"
    BAD_KEY = "bad_key"
    OUT_OF_RANGE = "out_of_range"
    TOO_MANY = "too_many"
    NONE_IN_IT = "none_in_it"
    SCALE_HAS_GAPS = "scale_has_gaps"
    LAST_HAS_WHEN = "last_has_when"
    NEEDS_WHEN = "needs_when"
    ONE_CONDITION = "one_condition"
    NOT_A_STATEMENT = "not_a_statement"
    NOT_AN_ANSWER = "not_an_answer"
    NA_NOT_ALLOWED = "na_not_allowed"


@dataclass(frozen=True, slots=True)
class Fault:
    """`line` counts from 1, and is 0 where the whole file is meant; `key` is the way to the value; `found` a detail."""

    line: int
    key: str
    code: Code
    found: str = ""


class RefusedError(Exception):
    """A file that cannot be taken, with its faults in the order of its lines, the first MOST_FAULTS of them."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        found = sorted(faults, key=lambda fault: fault.line)
        super().__init__(f"{len(found)} faults")
        self.faults = tuple(found[:MOST_FAULTS])
