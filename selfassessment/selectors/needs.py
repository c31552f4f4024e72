"""What a region needs (access row 09): scores of themes by group, who is how far, and what changed since last year.

Only completions that stand on the framework of the year are added up; a joint review's levels are scores like others.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from kit.prepared import Prepared, PreparedValues
from partnerships.models import Programme, Terms
from selfassessment.models import ChosenFramework, FrameworkVersion
from selfassessment.rules import needs as rule
from selfassessment.rules.figures import Ratio, limits_of
from selfassessment.rules.framework import Framework
from selfassessment.rules.needs import Change, Heat, Row
from selfassessment.rules.planning import lowering_of
from selfassessment.selectors.frameworks import words_of
from selfassessment.selectors.needs_standing import PROGRAMME, Standings, standings_of
from selfassessment.selectors.needs_sums import added_up


class Scale(NamedTuple):
    """The scores that anything depends on being below, that of a weak one, the highest; whether to write exactly."""

    limits: tuple[Ratio, ...]
    weak_below: Ratio
    top: int
    is_exact: bool


@dataclass(frozen=True)
class Needs:
    """All of it. `least` is the smallest group that is shown, where small ones are hidden; else None."""

    programme: Programme
    version: FrameworkVersion
    words: Framework
    standings: Standings
    heat: Heat
    changes: Sequence[Change]
    least: int | None = None

    @cached_property
    def scale(self) -> Scale:
        """What scores are written and coloured by."""
        scoring = self.words.scoring
        limits = tuple(limit.as_integer_ratio() for limit in limits_of(scoring))
        return Scale(limits, scoring.weak_below.as_integer_ratio(), scoring.top, self.by_name)

    @property
    def by_name(self) -> bool:
        """Whether each partnership's scores may be seen."""
        return self.least is None

    @cached_property
    def weakest(self) -> list[str]:
        """The keys of themes, the lowest mean first; those without one last."""
        keys = [theme.key for theme in self.words.themes]
        found = self.heat.weakest(keys)
        return [*found, *(key for key in keys if key not in found)]


def assessed_on(programme: Programme) -> FrameworkVersion | None:
    """The version that the year assesses by; one query. What it says is read when it is asked for."""
    return next((chosen.version for chosen in CHOSEN.fetch(programme.pk)), None)


CHOSEN = Prepared(
    lambda: ChosenFramework.objects.filter(programme=PROGRAMME).select_related("version").defer("version__content"),
    PROGRAMME,
)


def needs_of(programme: Programme, version: FrameworkVersion, *, tier: str = "", by_name: bool) -> Needs:
    """Two queries, and one more for those who must not see small groups; to them, no tier by itself is shown."""
    words = words_of(version)
    standings = standings_of(programme, version.pk, lowering_of(words.scoring), tier=tier, by_name=by_name)
    scores = added_up(programme, version, tier=tier)
    heat = rule.heat_of([Row(group.key, scores.groups.get(group.key, {})) for group in standings.groups])
    changes = in_order(scores.changes, words)
    least = None
    if not by_name:
        least = smallest_group(programme)
        changes = rule.guarded_changes(changes, heat.region, scores.last, least)
        heat = rule.guarded(heat, least)
    return Needs(programme, version, words, standings, heat, changes, least)


def in_order(changes: Iterable[Change], words: Framework) -> list[Change]:
    """The themes that the framework of this year has, what rose most first."""
    places = {theme.key: place for place, theme in enumerate(words.themes)}
    known = [change for change in changes if change.theme in places]
    return sorted(known, key=lambda change: (-change.difference, places[change.theme]))


def smallest_group(programme: Programme) -> int:
    """The smallest group that may be shown; before the year has terms, the portal's own limit."""
    return next((least for (least,) in FIXED.fetch(programme.pk)), SMALLEST)


FIXED = PreparedValues(
    lambda: (
        Terms.objects.filter(programme=PROGRAMME, fixed_at__isnull=False)
        .order_by("-number")
        .values_list("smallest_group")[:1]
    ),
    PROGRAMME,
)
SMALLEST: int = Terms._meta.get_field("smallest_group").default
