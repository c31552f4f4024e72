"""What a project rests on, as it was completed: one or two statements or key improvements, and what was said there."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef

from partnerships.models import Partnership
from projects.models.project import Wording
from projects.selectors.readiness import fit_completions
from selfassessment.models import (
    CompletedAnswer,
    CompletedEvidence,
    CompletedFinding,
    CompletedImprovement,
    Completion,
)
from selfassessment.rules.framework import Framework, Theme
from selfassessment.selectors.frameworks import words_of


@dataclass(frozen=True)
class Ground:
    """One thing that a project can rest on. `score` is None where a review gave its theme no level; `evidence` are
    titles."""

    key: str
    text: str
    theme: Theme
    score: int | None
    comment: str
    evidence: Sequence[str]


@dataclass(frozen=True)
class Grounds:
    """A completion, the words of its framework, and what of it is named or may be chosen, in the framework's order."""

    completion: Completion
    words: Framework
    items: Sequence[Ground]

    @property
    def top(self) -> int:
        """The highest score there is."""
        return self.words.scoring.top

    @property
    def keys(self) -> list[str]:
        """Of each."""
        return [item.key for item in self.items]

    def texts(self, keys: Iterable[str]) -> tuple[str, str]:
        """The words of the one or two that are named; empty for what is not."""
        said = {item.key: item.text for item in self.items}
        first, second, *_ = *(said.get(key, "") for key in keys), "", ""
        return first, second

    def by_theme(self) -> list[tuple[Theme, list[Ground]]]:
        """The weakest theme first, and in it the lowest score."""
        found = [(theme, [each for each in self.items if each.theme == theme]) for theme in self.words.themes]
        return sorted(((theme, sorted(each, key=score_of)) for theme, each in found if each), key=weakness)


def score_of(item: Ground) -> int:
    """What comes without a level comes last."""
    return item.score if item.score is not None else LAST


def weakness(pair: tuple[Theme, Sequence[Ground]]) -> Fraction:
    """The mean of a theme's scores."""
    scores = [score_of(item) for item in pair[1]]
    return Fraction(sum(scores), len(scores))


LAST = 99


def completion_to_rest_on(partnership: Partnership) -> Completion | None:
    """The one that stands and is of the kind that is wanted, if there is one."""
    return fit_completions(partnership.pk).select_related("made_on").first()


def grounds_of(said: Wording) -> Grounds | None:
    """What a draft or an edition names, with its completion and version loaded; None where it names nothing."""
    if said.completion is None:
        return None
    found = grounds_in(said.completion, said.basis)
    order = {key: place for place, key in enumerate(said.basis)}
    return Grounds(found.completion, found.words, sorted(found.items, key=lambda item: order[item.key]))


def grounds_in(completion: Completion, keys: Sequence[str] | None = None) -> Grounds:
    """What of a completion may be chosen, or those of the keys: the statements that have a score, or the key
    improvements of a review. One query, two for a review; the version is loaded.
    """
    words = words_of(completion.made_on)
    found = improvements_in(completion, words) if completion.is_joint else statements_in(completion, words)
    return Grounds(completion, words, [each for each in found if keys is None or each.key in keys])


def statements_in(completion: Completion, words: Framework) -> list[Ground]:
    """Those that have a score."""
    shown = CompletedEvidence.objects.filter(completion=completion, statement=OuterRef("statement")).order_by("pk")
    answers = CompletedAnswer.objects.filter(completion=completion, score__isnull=False).select_related("statement")
    rows = {row.statement.key: row for row in answers.annotate(shown=ArraySubquery(shown.values("title")))}
    return [
        Ground(each.key, each.text, theme, rows[each.key].score, rows[each.key].comment, rows[each.key].shown)
        for theme in words.themes
        for each in theme.statements
        if each.key in rows
    ]


def improvements_in(completion: Completion, words: Framework) -> list[Ground]:
    """The one or two that a review names, with what it found of their themes."""
    themes = {theme.key: theme for theme in words.themes}
    findings = {finding.theme: finding for finding in completion.findings.all()}
    return [improvement(row, themes[row.theme], findings.get(row.theme)) for row in completion.improvements.all()]


def improvement(row: CompletedImprovement, theme: Theme, finding: CompletedFinding | None) -> Ground:
    """With the level and the finding of its theme, where there are any."""
    level, text = (finding.level, finding.text) if finding else (None, "")
    return Ground(str(row.number), row.text, theme, level, text, ())
