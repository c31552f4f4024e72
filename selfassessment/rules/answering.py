"""When several people answer at once: nobody's answer is written over by somebody who did not see it."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from selfassessment.rules.scoring import Answer


@dataclass(frozen=True, slots=True)
class Given:
    """An answer with its comment, as somebody gives it or as it stands."""

    answer: Answer = None
    comment: str = ""

    @property
    def mark(self) -> str:
        """A short sign of what it says; a form carries the mark of what it was opened with."""
        return hashlib.sha256(f"{self.answer}|{self.comment}".encode()).hexdigest()[:16]


NOTHING = Given()


def mark_of_all(given: Mapping[str, Given], evidence: Iterable[int]) -> str:
    """A short sign of all answers by statement key, with the evidence beside them by its numbers."""
    said = sorted((key, each.mark) for key, each in given.items() if each != NOTHING)
    return hashlib.sha256(repr((said, sorted(evidence))).encode()).hexdigest()[:16]


class Outcome(StrEnum):
    """What becomes of an answer that somebody sends."""

    SAME = "same"
    WRITTEN = "written"
    OVERTAKEN = "overtaken"


def outcome_of(given: Given, *, seen: str, stands: Given) -> Outcome:
    """`seen` is the mark of the answer that the person was shown. Who changed nothing leaves what stands alone."""
    if given.mark in (seen, stands.mark):
        return Outcome.SAME
    return Outcome.WRITTEN if seen == stands.mark else Outcome.OVERTAKEN
