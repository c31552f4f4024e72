"""How far an assessment is: answered statements by theme, and about how long the rest takes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from selfassessment.rules.framework import Framework, Theme
from selfassessment.rules.scoring import Answer

MINUTES = 1  # for a statement, among people who know the partnership
STEP = 5


@dataclass(frozen=True, slots=True)
class ThemeProgress:
    """A theme with how many of its statements have an answer; "not applicable" is one."""

    theme: Theme
    answered: int

    @property
    def size(self) -> int:
        """How many statements it has."""
        return len(self.theme.statements)

    @property
    def is_done(self) -> bool:
        """Whether every statement has an answer."""
        return self.answered == self.size


@dataclass(frozen=True, slots=True)
class Progress:
    """The themes in their order."""

    themes: Sequence[ThemeProgress]

    @property
    def answered(self) -> int:
        """How many statements have an answer."""
        return sum(each.answered for each in self.themes)

    @property
    def size(self) -> int:
        """How many statements there are."""
        return sum(each.size for each in self.themes)

    @property
    def open(self) -> int:
        """How many have none."""
        return self.size - self.answered

    @property
    def minutes(self) -> int:
        """About how long these take, in steps of five minutes."""
        return minutes_for(self.open)

    @property
    def next(self) -> Theme | None:
        """The first theme that is not done."""
        return next((each.theme for each in self.themes if not each.is_done), None)


def progress_of(framework: Framework, answers: Mapping[str, Answer]) -> Progress:
    """Progress of answers by statement key."""
    return Progress(
        tuple(
            ThemeProgress(theme, sum(answers.get(each.key) is not None for each in theme.statements))
            for theme in framework.themes
        )
    )


def minutes_for(statements: int) -> int:
    """About how long so many statements take."""
    return -(-statements * MINUTES // STEP) * STEP


def following(framework: Framework, key: str) -> Theme | None:
    """The theme after this one."""
    keys = [theme.key for theme in framework.themes]
    at = keys.index(key) + 1
    return framework.themes[at] if at < len(keys) else None
