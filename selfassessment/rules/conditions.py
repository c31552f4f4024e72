"""When a stage holds: a few conditions that a file can combine, and nothing that a file could run."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class OverallBelow:
    """The overall score is below the limit."""

    limit: Fraction

    def holds(self, overall: Fraction, themes: Sequence[Fraction]) -> bool:
        """Compared as it is, never rounded."""
        return overall < self.limit


@dataclass(frozen=True, slots=True)
class ThemesBelow:
    """So many of the themes that show are below a value."""

    value: Fraction
    at_least: int

    def holds(self, overall: Fraction, themes: Sequence[Fraction]) -> bool:
        """Compared as they are, never rounded."""
        return sum(theme < self.value for theme in themes) >= self.at_least


@dataclass(frozen=True, slots=True)
class AnyOf:
    """One of them at least."""

    parts: "tuple[Condition, ...]"

    def holds(self, overall: Fraction, themes: Sequence[Fraction]) -> bool:
        """Whether one of the parts does."""
        return any(part.holds(overall, themes) for part in self.parts)


@dataclass(frozen=True, slots=True)
class AllOf:
    """Every one of them."""

    parts: "tuple[Condition, ...]"

    def holds(self, overall: Fraction, themes: Sequence[Fraction]) -> bool:
        """Whether all of the parts do."""
        return all(part.holds(overall, themes) for part in self.parts)


Condition = OverallBelow | ThemesBelow | AnyOf | AllOf
