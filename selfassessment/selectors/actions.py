"""A partnership's learning plan: its standing actions under the themes they are against."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from kit.prepared import AnyOf, Prepared
from partnerships.models import Partnership
from partnerships.selectors.sight import EVERY, Sight, in_sight
from partnerships.selectors.standing import Standing
from selfassessment.models import Action, Assessment, Completion, FrameworkVersion
from selfassessment.rules.framework import Framework, Theme
from selfassessment.rules.planning import asking
from selfassessment.rules.scoring import ThemeScore
from selfassessment.selectors.beside import Planned, planned_column, planned_in, score_column, scores_in
from selfassessment.selectors.completions import sight_of
from selfassessment.selectors.frameworks import words_of


@dataclass(frozen=True)
class ThemePlan:
    """A theme with its score, if it has one, whether it asks for an action, and the actions against it."""

    theme: Theme
    mean: Fraction | None
    asks: bool
    actions: tuple[Planned, ...]

    @property
    def is_without(self) -> bool:
        """Whether it asks for an action and has none."""
        return self.asks and not self.actions


def plan_of(words: Framework, scores: Mapping[str, ThemeScore], actions: Sequence[Planned]) -> list[ThemePlan]:
    """Themes that ask for an action, the weakest first, then the others as the framework has them.

    An action against a theme of another framework, which stood before, comes last under the theme's key.
    """
    themes = {theme.key: theme for theme in words.themes}
    asked = asking(words, [scores[key] for key in themes if key in scores])
    gone = {each.theme: Theme(each.theme, each.theme, ()) for each in actions if each.theme not in themes}
    order = dict.fromkeys([*asked, *themes, *gone])
    by_theme = {key: tuple(each for each in actions if each.theme == key) for key in order}
    means = {key: score.mean for key, score in scores.items()}
    every = {**themes, **gone}
    return [ThemePlan(every[key], means.get(key), key in asked, by_theme[key]) for key in order]


@dataclass(frozen=True)
class Plan:
    """A partnership's plan; without a completion it has what was taken on from last year alone, and no scores."""

    partnership: Partnership
    completion: Completion | None
    words: Framework | None
    themes: list[ThemePlan]

    @property
    def actions(self) -> list[tuple[Theme, Planned]]:
        """All of them with their themes."""
        return [(each.theme, action) for each in self.themes for action in each.actions]

    @property
    def without(self) -> list[ThemePlan]:
        """The themes that ask for an action and have none, the weakest first."""
        return [each for each in self.themes if each.is_without]

    @property
    def others(self) -> list[ThemePlan]:
        """The framework's themes that neither ask for an action nor have one."""
        return [each for each in self.themes if not each.asks and not each.actions]

    @property
    def done(self) -> int:
        """How many of its actions are done."""
        return sum(action.done_on is not None for _, action in self.actions)

    def theme(self, key: str) -> ThemePlan | None:
        """One of the framework's themes by its key."""
        known = {theme.key for theme in self.words.themes} if self.words else set()
        return next((each for each in self.themes if each.theme.key == key and key in known), None)


def plan_for(standing: Standing, pk: int) -> Plan | None:
    """Of a partnership whose plan one may read; None where there is none. Two queries, three before completion."""
    partnership: Any = PLANNABLE.one(pk, *sight_of(standing))
    if partnership is None:
        return None
    row = latest_completion(partnership)
    made_on = row.made_on if row else begun_on(partnership)
    words = words_of(made_on) if made_on else None
    scores = scores_in(row.score_rows) if row else {}
    themes = plan_of(words, scores, planned_in(partnership.action_rows)) if words else []
    return Plan(partnership, row, words, themes)


def plannable(sight: Sight) -> QuerySet[Any]:
    """One's own partnerships, and those of whose results one reads, once there is one."""
    completed = Exists(Completion.objects.filter(partnership=OuterRef("pk")))
    found = Partnership.objects.filter(in_sight(sight, partnership="pk"), Q(AnyOf(F("pk"), sight.own)) | completed)
    return found.select_related("programme", "county")


PARTNERSHIP = -1  # stands for the key of one
PLANNABLE = Prepared(
    lambda: plannable(EVERY).annotate(action_rows=planned_column("pk")).filter(pk=PARTNERSHIP).order_by(),
    PARTNERSHIP,
    *EVERY,
)


def latest_completion(partnership: Partnership) -> Any:
    """The one that stands, else the last that did, with `score_rows`."""
    return next(iter(LATEST.fetch(partnership.pk)), None)


def newest() -> QuerySet[Completion]:
    """That one."""
    found = Completion.objects.filter(partnership=PARTNERSHIP).select_related("made_on")
    in_order = found.order_by(F("reopened_at").desc(nulls_first=True), "-completed_at", "-pk")
    return in_order.annotate(score_rows=score_column())[:1]


LATEST = Prepared(newest, PARTNERSHIP)


def begun_on(partnership: Partnership) -> FrameworkVersion | None:
    """The version on which an assessment is under way."""
    found = Assessment.objects.filter(partnership=partnership).select_related("made_on").first()
    return found.made_on if found else None


def visible_actions(standing: Standing) -> QuerySet[Action]:
    """The actions of the plans that one may read, those given up among them."""
    return actions_read(sight_of(standing)).select_related("partnership__programme", "made_on", "written_by")


def actions_read(sight: Sight) -> QuerySet[Action]:
    """The same, of ids or of marks for them."""
    return Action.objects.filter(partnership__in=plannable(sight))
