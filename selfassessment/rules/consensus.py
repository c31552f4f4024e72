"""What partners' scores of one statement come to, and when an agreed answer goes another way than they do.

Scores are those of the scale; a partner who says that a statement does not apply has no part in the median.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from selfassessment.rules.scoring import NOT_APPLICABLE, Answer


@dataclass(frozen=True, slots=True)
class Spread:
    """The scores of one statement from low to high, and how many partners say that it does not apply."""

    scores: Sequence[int] = ()
    not_applicable: int = 0

    @property
    def said(self) -> int:
        """How many partners answered."""
        return len(self.scores) + self.not_applicable

    @property
    def distance(self) -> int:
        """From the lowest to the highest score; 0 where nobody scored."""
        return self.scores[-1] - self.scores[0] if self.scores else 0

    @property
    def middle(self) -> tuple[int, int] | None:
        """The two scores in the middle, which are the same one where an odd number scored; None where nobody did."""
        many = len(self.scores)
        return (self.scores[(many - 1) // 2], self.scores[many // 2]) if many else None

    @property
    def median(self) -> Fraction | None:
        """Half way between the two in the middle, exactly."""
        return Fraction(sum(self.middle), 2) if self.middle else None

    def differs(self, agreed: Answer) -> bool:
        """Whether an agreed answer needs a reason.

        A score agrees from one of the two in the middle to the other, both included; "not applicable" agrees where at
        least half of those who answered say so. Nothing differs from nothing.
        """
        if agreed is None or not self.said:
            return False
        if agreed == NOT_APPLICABLE:
            return 2 * self.not_applicable < self.said
        low, high = self.middle or (0, 0)  # no score lies there
        return not low <= int(agreed) <= high


NOBODY = Spread()


def spread_of(answers: Iterable[Answer]) -> Spread:
    """Of what each partner answered; None is no answer."""
    given = list(answers)
    return Spread(tuple(sorted(each for each in given if isinstance(each, int))), given.count(NOT_APPLICABLE))


def widest_first(keys: Iterable[str], spreads: Mapping[str, Spread]) -> list[str]:
    """Statement keys by how far their scores lie apart; ties stay in order, and those that nobody answered are last."""
    return sorted(keys, key=lambda key: rank(spreads.get(key, NOBODY)))


def rank(spread: Spread) -> tuple[bool, int]:
    """Low is early."""
    return not spread.said, -spread.distance


def needs_reason(spread: Spread, agreed: Answer, comment: str) -> bool:
    """Whether an agreed answer differs and nothing says why."""
    return spread.differs(agreed) and not comment.strip()


def stands_at(spread: Spread, agreed: Answer) -> Fraction | None:
    """What a statement is at by now: the agreed score, else the partners' median; None where it does not apply."""
    if agreed is None:
        return spread.median
    return Fraction(agreed) if isinstance(agreed, int) else None
