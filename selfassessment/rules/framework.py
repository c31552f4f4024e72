"""A competency framework: themes with statements, and how answers to them become scores and a stage."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from selfassessment.rules.conditions import Condition


@dataclass(frozen=True, slots=True)
class Statement:
    """One thing that partners score; `levels` says what each score of the scale means here, or is empty."""

    key: str
    text: str
    levels: Mapping[int, str]


@dataclass(frozen=True, slots=True)
class Theme:
    """Statements that are scored together."""

    key: str
    title: str
    statements: Sequence[Statement]


@dataclass(frozen=True, slots=True)
class Stage:
    """How far a partnership is; the last one has no `when`, and holds where none before it does."""

    key: str
    label: str
    when: Condition | None
    in_words: str
    meaning: str


@dataclass(frozen=True, slots=True)
class Scoring:
    """`min_answered` is a share from 0 to 1; the other limits are scores, to be below. `words` are the file's own.

    With `lower_stage_without_plan` a theme that asks for an action and has none lowers the stage (rules.planning).
    """

    scale: Mapping[int, str]
    not_applicable_allowed: bool
    min_answered: Fraction
    weak_below: Fraction
    plan_below: Fraction
    stages: Sequence[Stage]
    words: Mapping[str, str]
    lower_stage_without_plan: bool = False

    @property
    def top(self) -> int:
        """The highest score; the lowest is 1."""
        return max(self.scale)


@dataclass(frozen=True, slots=True)
class Framework:
    """One version of a framework, as its file says."""

    key: str
    title: str
    source: str
    note: str
    language: str
    version: int
    scoring: Scoring
    themes: Sequence[Theme]

    @property
    def statements(self) -> Iterator[Statement]:
        """All of them, in the order of the file."""
        return (statement for theme in self.themes for statement in theme.statements)
