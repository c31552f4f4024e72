"""What a project rests on, as it was completed: one or two statements or key improvements, and what was said there."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import CharField, Expression, F, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Cast, Coalesce, JSONObject

from kit.files.models import Upload
from kit.prepared import AnyOf, Prepared, PreparedExpression
from partnerships.models import Partnership
from projects.models.project import Project, Wording
from projects.selectors.readiness import fit_completions
from projects.selectors.states import SUBMITTED
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
    """One thing that a project can rest on. `score` is None where a review gave its theme no level; of `evidence` there
    is what a page shows and opens: rows that are read and never saved."""

    key: str
    text: str
    theme: Theme
    score: int | None
    comment: str
    evidence: Sequence[CompletedEvidence]


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
EXHIBIT = {name: name for name in ("id", "title", "link", "organisation")}
FILE = {name: f"upload__{name}" for name in ("id", "kind", "size", "scan")}


def is_fit(completion: Completion) -> bool:
    """Whether the project of its partnership, which is loaded, may rest on it."""
    return completion.reopened_at is None and completion.is_joint is completion.partnership.delivers_laa


def completion_to_rest_on(partnership: Partnership) -> Completion | None:
    """The one that stands and is of the kind that is wanted, if there is one."""
    return fit_completions(partnership.pk).first()


def grounds_of(said: Wording) -> Grounds | None:
    """What a draft or an edition names, in one query. None where it names nothing."""
    return named_in(grounds_in(said.completion_id, said.basis), said) if said.completion_id else None


def named_in(grounds: Grounds, said: Wording) -> Grounds:
    """What of a completion a draft or an edition names, in its order."""
    items = {item.key: item for item in grounds.items}
    return Grounds(grounds.completion, grounds.words, [items[key] for key in said.basis])


def grounds_in(completion: int, keys: Sequence[str] | None = None) -> Grounds:
    """What of a completion may be chosen, or those of the keys: the statements that have a score, or the key
    improvements of a review. One query.
    """
    [found] = WHOLE.fetch(completion) if keys is None else CHOSEN.fetch(completion, list(keys))
    return grounds_from(found, found)


def with_columns(keys: str | None = None) -> QuerySet[Completion]:
    """The row of a completion that `grounds_from` takes."""
    row = columns("pk") if keys is None else columns("pk") | {"scored": scored_in(OuterRef("pk"), keys)}
    return Completion.objects.select_related("made_on").annotate(**row).filter(pk=ROW).order_by()


def with_grounds(projects: QuerySet[Project]) -> QuerySet[Project]:
    """Each with what `grounds_from` needs of its completion."""
    return projects.select_related("completion__made_on").annotate(**columns("completion"))


def grounds_from(row: Any, completion: Completion) -> Grounds:
    """Of a row with `columns`; the completion has its version loaded."""
    words = words_of(completion.made_on)
    themes = {theme.key: theme for theme in words.themes}
    if completion.is_joint:
        named = [Ground(**each | {"theme": themes[each["theme"]]}, evidence=()) for each in row.named]
        return Grounds(completion, words, named)
    scored = {each["key"]: each | {"evidence": [exhibit(**one) for one in each["evidence"]]} for each in row.scored}
    statements = [(theme, each) for theme in words.themes for each in theme.statements if each.key in scored]
    return Grounds(
        completion, words, [Ground(text=each.text, theme=theme, **scored[each.key]) for theme, each in statements]
    )


def exhibit(upload: dict[str, Any], **facts: Any) -> CompletedEvidence:
    """A piece of evidence of such a row."""
    return CompletedEvidence(**facts, upload=Upload(**upload) if upload["id"] else None)


def columns(way: str) -> dict[str, Expression]:
    """Of a row that leads to a completion by this field: the statements it `scored`, the improvements it `named`."""
    return {"scored": SCORED.of(F(way)), "named": NAMED.of(F(way))}


def scored_in(completion: int | OuterRef, keys: Sequence[str] | str | None = None) -> ArraySubquery:
    """The statements that a completion gave a score, or those of the keys."""
    evidence = CompletedEvidence.objects.filter(completion=OuterRef("completion"), statement=OuterRef("statement"))
    chosen = Q(score__isnull=False) if keys is None else Q(AnyOf(F("statement__key"), keys), score__isnull=False)
    answer = JSONObject(
        key="statement__key",
        score="score",
        comment="comment",
        evidence=ArraySubquery(evidence.order_by("pk").values(row=JSONObject(**EXHIBIT, upload=JSONObject(**FILE)))),
    )
    return ArraySubquery(CompletedAnswer.objects.filter(chosen, completion=completion).order_by().values(row=answer))


def improvements_in(completion: int) -> ArraySubquery:
    """The key improvements that a completion named."""
    finding = CompletedFinding.objects.filter(completion=OuterRef("completion"), theme=OuterRef("theme")).order_by()
    improvement = JSONObject(
        key=Cast("number", CharField()),
        text="text",
        theme="theme",
        score=Subquery(finding.values("level")),
        comment=Coalesce(Subquery(finding.values("text")), Value("")),
    )
    named = CompletedImprovement.objects.filter(completion=completion).order_by("number")
    return ArraySubquery(named.values(row=improvement))


ROW, KEYS = -1, "<keys>"  # stand for the key of a completion, and for those of statements
SCORED = PreparedExpression(lambda: scored_in(ROW), ROW)
NAMED = PreparedExpression(lambda: improvements_in(ROW), ROW)
WHOLE = Prepared(with_columns, ROW)
CHOSEN = Prepared(lambda: with_columns(KEYS), ROW, KEYS)


@dataclass(frozen=True)
class Offer:
    """A result that a project may rest on, with the partnership's project as far as it is begun."""

    project: Project | None
    is_used: bool
    is_submitted: bool


def offer_of(completion: Completion) -> Offer | None:
    """None for what no project may rest on."""
    if not is_fit(completion):
        return None
    found = Project.objects.filter(partnership=completion.partnership_id).annotate(has_submitted=SUBMITTED.of(F("pk")))
    project: Any = found.first()
    if project is None:
        return Offer(None, is_used=False, is_submitted=False)
    return Offer(project, is_used=project.completion_id == completion.pk, is_submitted=project.has_submitted)
