"""The learning plan of a region: what the partnerships' own plans come to, theme by theme."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import lru_cache
from typing import Any

from django.db.models import Count, Exists, F, Q, QuerySet

from kit.prepared import Prepared, PreparedValues
from partnerships.models import Programme
from partnerships.selectors.sight import EVERY
from partnerships.selectors.standing import Standing
from selfassessment.models import Action, FrameworkVersion, ThemeScore
from selfassessment.rules.framework import Framework, Theme
from selfassessment.rules.suppression import can_show_part
from selfassessment.selectors.actions import actions_read
from selfassessment.selectors.completions import sight_of
from selfassessment.selectors.frameworks import words_of
from selfassessment.selectors.needs import smallest_group
from selfassessment.selectors.needs_standing import PROGRAMME, VERSION
from selfassessment.selectors.needs_sums import OF_SCORE, scores_standing


@dataclass(frozen=True)
class Asked:
    """Of a theme: how many partnerships have a score, how many of these are below the limit, and of these an action."""

    scored: int = 0
    weak: int = 0
    planned: int = 0


@dataclass(frozen=True)
class Meant:
    """Of a theme: the actions that stand, done, open (those late among them), and of how many partnerships they are."""

    actions: int = 0
    done: int = 0
    late: int = 0
    partnerships: int = 0

    @property
    def open(self) -> int:
        """How many are not done."""
        return self.actions - self.done


@dataclass(frozen=True)
class Line:
    """A theme of the regional plan. What is None must not be seen, as it would tell of a few partnerships."""

    theme: Theme
    asked: Asked | None
    meant: Meant | None


@dataclass(frozen=True)
class RegionalPlan:
    """Every theme, what most partnerships are weak in first."""

    programme: Programme
    version: FrameworkVersion
    words: Framework
    lines: Sequence[Line]
    least: int | None

    @property
    def asked(self) -> Sequence[Line]:
        """The themes with something to tell of, and those hidden."""
        return [each for each in self.lines if each.asked != Asked() or each.meant != Meant()]

    @property
    def actions(self) -> Meant:
        """All that may be seen, added up."""
        seen = [each.meant for each in self.lines if each.meant]
        return Meant(sum(each.actions for each in seen), sum(each.done for each in seen), sum(x.late for x in seen))


def regional_plan(programme: Programme, version: FrameworkVersion, *, on: date, by_name: bool) -> RegionalPlan:
    """Two queries, and one for the limit where small groups are hidden."""
    words = words_of(version)
    asked, meant = asked_by_theme(programme, version, words), meant_by_theme(programme, on=on)
    lines = [Line(each, asked.get(each.key, Asked()), meant.get(each.key, Meant())) for each in words.themes]
    least = None if by_name else smallest_group(programme)
    if least is not None:
        lines = [guarded(line, least) for line in lines]
    return RegionalPlan(programme, version, words, sorted(lines, key=weight), least)


def weight(line: Line) -> tuple[int, int]:
    """What most are weak in first, then what has most actions."""
    return -(line.asked.weak if line.asked else 0), -(line.meant.actions if line.meant else 0)


def guarded(line: Line, least: int) -> Line:
    """Without what would tell of a few, be it by what others leave over."""
    asked, meant = line.asked, line.meant
    if asked and not is_safe(asked, least):
        asked = None
    if meant and meant.actions and (meant.partnerships < least or asked is None):
        meant = None
    return Line(line.theme, asked, meant)


def is_safe(asked: Asked, least: int) -> bool:
    """Whether those below the limit and not below it, with an action and without are none of them a small group."""
    return can_show_part(asked.weak, asked.scored, least) and can_show_part(asked.planned, asked.weak, least)


def asked_by_theme(programme: Programme, version: FrameworkVersion, words: Framework) -> dict[str, Asked]:
    """One query."""
    rows = asked_below(words.scoring.plan_below).fetch(programme.pk, version.pk)
    return {theme: Asked(*numbers) for theme, *numbers in rows}


@lru_cache(maxsize=64)
def asked_below(limit: Fraction) -> PreparedValues:
    """By theme of a year: scores, those below a limit, and those of them with an action (docs/decisions/0022)."""
    weak = Q(in_limits__lt=F("answered") * limit.numerator)
    same = Action.objects.standing().against_score()
    planned = Count("pk", filter=weak & Q(planned_for=True))

    def make() -> QuerySet[ThemeScore, Any]:
        found = scores_standing(VERSION).filter(**{f"{OF_SCORE}programme": PROGRAMME})
        found = found.annotate(in_limits=F("total") * limit.denominator, planned_for=Exists(same))
        counted = found.values("theme").annotate(scored=Count("pk"), weak=Count("pk", filter=weak), planned=planned)
        return counted.values_list("theme", "scored", "weak", "planned")

    return PreparedValues(make, PROGRAMME, VERSION)


def in_plans(actions: QuerySet[Action], programme: int) -> QuerySet[Action]:
    """Those of them that stand in the plans of the year, on whatever version they were written: their theme's key tells
    what they are against (docs/decisions/0022)."""
    return actions.filter(partnership__programme=programme, dropped_at=None)


def meant_by_theme(programme: Programme, *, on: date) -> dict[str, Meant]:
    """One query; late on a day is what should have been done before it. Of themes of other frameworks too."""
    return {theme: Meant(*numbers) for theme, *numbers in MEANT.fetch(programme.pk, on)}


def meant() -> QuerySet[Action, Any]:
    """By theme of a year, its actions."""
    late = Q(done_on=None, by_when__lt=DAY)
    by_theme = in_plans(Action.objects.all(), PROGRAMME).order_by().values("theme")
    counted = by_theme.annotate(
        actions=Count("pk"),
        done=Count("done_on"),
        late=Count("pk", filter=late),
        partnerships=Count("partnership", distinct=True),
    )
    return counted.values_list("theme", "actions", "done", "late", "partnerships")


DAY = date.min  # stands for the day that is asked about
MEANT = PreparedValues(meant, PROGRAMME, DAY)


def actions_against(standing: Standing, programme: Programme, theme: str) -> Sequence[Action]:
    """Of a theme, among those one may read: what is open first and of that what is due first, with the columns of a
    list and, as `name`, the partnership's.
    """
    return AGAINST.listed(programme.pk, theme, *sight_of(standing))


def against() -> QuerySet[Action]:
    """Those of a theme in a year."""
    found = in_plans(actions_read(EVERY), PROGRAMME).filter(theme=THEME).annotate(name=F("partnership__name"))
    first = F("done_on").desc(nulls_first=True), F("by_when").asc(nulls_last=True)
    return found.order_by(*first, "name", "pk").only("what", "by_when", "done_on", "partnership_id")


THEME = "<theme>"  # stands for the key of one
AGAINST = Prepared(against, PROGRAMME, THEME, *EVERY)
