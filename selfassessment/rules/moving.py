"""What moved most between two years: alone, or all that moved alike (docs/rules/self_assessment.md)."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class Moved:
    """The keys of what rose most and of what fell most, in the order given; none where nothing did."""

    up: tuple[str, ...] = ()
    down: tuple[str, ...] = ()


def moved_most(changes: Mapping[str, Fraction | int]) -> Moved:
    """Of changes by key: nobody is said to have moved most who only moved as much as another."""
    most, least = max(changes.values(), default=0), min(changes.values(), default=0)
    return Moved(
        up=tuple(key for key, change in changes.items() if change == most > 0),
        down=tuple(key for key, change in changes.items() if change == least < 0),
    )
