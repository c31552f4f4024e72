"""Why a stage was found: each condition of a file with what was measured against it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from selfassessment.rules.conditions import AllOf, AnyOf, Condition, OverallBelow, ThemesBelow
from selfassessment.rules.framework import Scoring, Stage


@dataclass(frozen=True, slots=True)
class Measured:
    """A simple condition, whether it holds, and how many themes are below, where it counts themes."""

    condition: OverallBelow | ThemesBelow
    holds: bool
    below: int = 0

    @property
    def counts_themes(self) -> bool:
        """Whether it is one about themes."""
        return isinstance(self.condition, ThemesBelow)


@dataclass(frozen=True, slots=True)
class Reached:
    """A stage with what was measured for it: what held for the one found, what did not for those before it."""

    stage: Stage
    is_found: bool = False
    measured: tuple[Measured, ...] = ()


def explain(scoring: Scoring, found: Stage, overall: Fraction, themes: Sequence[Fraction]) -> list[Reached]:
    """Every stage in the file's order; those after the one that was found were not looked at."""
    reached, is_past = [], False
    for stage in scoring.stages:
        is_found = stage.key == found.key
        leaves = () if is_past or stage.when is None else simple(stage.when, overall, themes)
        reached.append(Reached(stage, is_found, tuple(each for each in leaves if each.holds is is_found)))
        is_past = is_past or is_found
    return reached


def simple(condition: Condition, overall: Fraction, themes: Sequence[Fraction]) -> Iterator[Measured]:
    """The simple conditions that one is made of, each measured."""
    match condition:
        case AnyOf(parts) | AllOf(parts):
            for part in parts:
                yield from simple(part, overall, themes)
        case ThemesBelow(value, _):
            yield Measured(condition, condition.holds(overall, themes), sum(theme < value for theme in themes))
        case OverallBelow():
            yield Measured(condition, condition.holds(overall, themes))
