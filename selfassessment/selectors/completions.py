"""Reads of completed assessments (access row 08): always of the rows that were frozen, never of a draft."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from django.db.models import QuerySet

from kit.prepared import Prepared
from partnerships.models import Role
from partnerships.selectors.sight import Sight, in_sight, sight_by
from partnerships.selectors.standing import Standing
from selfassessment.models import Assessment, CompletedAnswer, Completion
from selfassessment.rules.answering import NOTHING, Given
from selfassessment.rules.framework import Framework, Stage, Statement, Theme
from selfassessment.rules.scoring import ThemeScore
from selfassessment.selectors.answers import in_words
from selfassessment.selectors.assessments import given_in
from selfassessment.selectors.frameworks import words_of

Kind = Role.Kind


def visible_completions(standing: Standing) -> QuerySet[Completion]:
    """Every one of the programmes one manages, one's own, and those of the partnerships one looks after."""
    return completions_read(sight_of(standing))


def completions_read(sight: Sight) -> QuerySet[Completion]:
    """The same, of ids or of marks for them."""
    seen = in_sight(sight, programme="partnership__programme")
    return Completion.objects.filter(seen).select_related(
        "partnership__programme", "partnership__county", "made_on", "completed_by", "reopened_by"
    )


def reopened_of(made: Assessment) -> Completion | None:
    """The latest completion of it that was opened again, with who did so."""
    reopened = made.completions.exclude(reopened_at=None).select_related("reopened_by")
    return reopened.order_by("-number").first()


def sight_of(standing: Standing) -> Sight:
    """By what one reads results and plans."""
    return sight_by(standing, whole=[Kind.MANAGER], own=Role.OF_A_PARTNERSHIP, assigned=Role.WITH_ASSIGNMENTS)


@dataclass(frozen=True)
class Answered:
    """A statement with what was agreed on it."""

    statement: Statement
    theme: Theme
    given: Given
    in_words: str

    @property
    def score(self) -> int | None:
        """The score, where there is one."""
        return self.given.answer if isinstance(self.given.answer, int) else None


@dataclass(frozen=True)
class Result:
    """A completion with the words of its framework, its themes and its answers, in the framework's order."""

    completion: Completion
    words: Framework
    scores: Sequence[ThemeScore]
    answers: Sequence[Answered]

    @property
    def themes(self) -> list[tuple[Theme, ThemeScore]]:
        """Each theme with what it came to."""
        return list(zip(self.words.themes, self.scores, strict=True))

    @property
    def means(self) -> list[Fraction]:
        """Those of the themes that show."""
        return [score.mean for score in self.scores if score.mean is not None]

    @property
    def overall(self) -> Fraction:
        """The mean of the themes that show, exactly."""
        return sum(self.means, Fraction(0)) / len(self.means)

    @property
    def stage(self) -> Stage:
        """The stage that was found on the day."""
        return next(stage for stage in self.words.scoring.stages if stage.key == self.completion.stage)

    @property
    def weak(self) -> list[Theme]:
        """The themes below the framework's limit, the weakest first."""
        return self.below(self.words.scoring.weak_below)

    def below(self, limit: Fraction) -> list[Theme]:
        """Themes that show and are below a score, the lowest first."""
        found = [(score.mean, at, theme) for at, (theme, score) in enumerate(self.themes) if score.mean is not None]
        return [theme for mean, _, theme in sorted(found, key=lambda each: each[:2]) if mean < limit]

    @property
    def lowest(self) -> list[Theme]:
        """The theme with the lowest mean, or all of those that share it."""
        least = min(self.means)
        return [theme for theme, score in self.themes if score.mean == least]

    @property
    def gaps(self) -> list[Answered]:
        """Statements below the limit that asks for an action, the lowest first."""
        limit = self.words.scoring.plan_below
        low = [each for each in self.answers if each.score is not None and each.score < limit]
        return sorted(low, key=lambda each: each.score or 0)

    @property
    def strengths(self) -> list[Answered]:
        """Statements with the highest score there is."""
        return [each for each in self.answers if each.score == self.words.scoring.top]


def result_of(completion: Completion) -> Result:
    """Two queries: the themes and the answers; a joint review has no answers, so one."""
    rows = completion.themes.order_by("place")
    return result_with(
        completion,
        {row.theme: ThemeScore(row.theme, row.total, row.answered, row.applicable, row.shows) for row in rows},
    )


def result_with(completion: Completion, scores: Mapping[str, ThemeScore]) -> Result:
    """The same with its themes at hand, by key; one that a joint review did not look at shows nothing."""
    words = words_of(completion.made_on)
    found = [scores.get(theme.key, ThemeScore(theme.key, 0, 0, 0, shows=False)) for theme in words.themes]
    return Result(completion, words, found, [] if completion.is_joint else answers_of(completion, words))


def answers_of(completion: Completion, words: Framework) -> list[Answered]:
    """Every statement in its place; one query."""
    rows = {row.statement.key: row for row in ANSWERS.fetch(completion.pk)}
    return [answered(statement, theme, rows, words) for theme in words.themes for statement in theme.statements]


COMPLETION = -1  # stands for the key of a completion
ANSWERS = Prepared(
    lambda: CompletedAnswer.objects.filter(completion=COMPLETION).select_related("statement"), COMPLETION
)


def answered(statement: Statement, theme: Theme, rows: Mapping[str, CompletedAnswer], words: Framework) -> Answered:
    """One statement with what was agreed on it, or with nothing."""
    given = given_in(rows[statement.key]) if statement.key in rows else NOTHING
    return Answered(statement, theme, given, in_words(given.answer, words))
