"""What answers come to: a mean for each theme, one for all, and a stage. Exact fractions, never rounded."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from selfassessment.rules.framework import Framework, Stage, Theme

NOT_APPLICABLE = "na"
Answer = int | str | None  # a score of the scale, NOT_APPLICABLE, or None where nobody has answered


@dataclass(frozen=True, slots=True)
class ThemeScore:
    """The sum of the scores of `answered` statements out of `applicable` ones; `shows` whether these are enough."""

    key: str
    total: int
    answered: int
    applicable: int
    shows: bool

    @property
    def mean(self) -> Fraction | None:
        """The theme's score; None where it does not show."""
        return Fraction(self.total, self.answered) if self.shows else None


@dataclass(frozen=True, slots=True)
class Scores:
    """Every theme in the framework's order; overall and stage are None when no theme shows."""

    themes: Sequence[ThemeScore]
    overall: Fraction | None
    stage: Stage | None


def score(framework: Framework, answers: Mapping[str, Answer]) -> Scores:
    """The scores of answers by statement key; a key that is missing is a statement that nobody has answered."""
    least = framework.scoring.min_answered
    return scores_of(framework, [score_theme(theme, answers, least) for theme in framework.themes])


def scores_of(framework: Framework, themes: Sequence[ThemeScore]) -> Scores:
    """What the themes come to: the mean of those that show, and its stage."""
    means = [theme.mean for theme in themes if theme.mean is not None]
    if not means:
        return Scores(tuple(themes), None, None)
    overall = sum(means, Fraction(0)) / len(means)
    return Scores(tuple(themes), overall, stage_of(framework, overall, means))


def score_theme(theme: Theme, answers: Mapping[str, Answer], least: Fraction) -> ThemeScore:
    """Not applicable leaves both sides of the mean; a theme shows from the share `least` of what is applicable."""
    given = [answers.get(statement.key) for statement in theme.statements]
    applicable = [answer for answer in given if answer != NOT_APPLICABLE]
    scores = [answer for answer in applicable if isinstance(answer, int)]
    shows = bool(scores) and len(scores) >= least * len(applicable)
    return ThemeScore(theme.key, sum(scores), len(scores), len(applicable), shows)


def stage_of(framework: Framework, overall: Fraction, themes: Sequence[Fraction]) -> Stage:
    """The first stage whose condition holds; the last has none and always does."""
    stages = framework.scoring.stages
    return next(stage for stage in stages if stage.when is None or stage.when.holds(overall, themes))
