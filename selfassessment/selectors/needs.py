"""What a region needs (access row 09): scores of themes by group, who is how far, and what changed since last year.

Only completions that stand on the framework of the year are added up; a joint review's levels are scores like others.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from typing import Any

from django.contrib.postgres.aggregates import ArrayAgg
from django.db import connection
from django.db.models import Case, CharField, Count, F, Q, QuerySet, Sum, Value, When, Window
from django.db.models.functions import Cast, Coalesce, Concat, JSONObject, NullIf

from partnerships.models import Partnership, Programme, Terms
from selfassessment.models import ChosenFramework, FrameworkVersion, ThemeScore
from selfassessment.rules import needs as rule
from selfassessment.rules.framework import Framework
from selfassessment.rules.needs import NOTHING, Change, Heat, Row
from selfassessment.rules.planning import Lowering, lowering_of
from selfassessment.selectors.former import year_before
from selfassessment.selectors.frameworks import words_of
from selfassessment.selectors.stages import COLUMN, NOT_BEGUN, OTHER, UNDER_WAY, with_stage

Tier = Partnership.Tier
SINGLE = (Tier.METROPOLITAN, Tier.UNITARY)
OF_SCORE = "completion__partnership__"


@dataclass(frozen=True)
class Named:
    """A partnership that is not through yet."""

    pk: int
    name: str


@dataclass(frozen=True)
class Group:
    """A county with its districts, or the partnerships of a single tier: how many are at which stage."""

    key: str  # the county's id, or the tier
    area: str  # of the county; "" for a tier
    stages: Mapping[str, int]

    @property
    def size(self) -> int:
        """How many partnerships it has."""
        return sum(self.stages.values())


@dataclass(frozen=True)
class Standings:
    """Every group of a year, and, for those who see names, who is not through."""

    groups: Sequence[Group]
    names: Mapping[str, Sequence[Named]] = field(default_factory=dict)

    @cached_property
    def stages(self) -> Counter[str]:
        """How many partnerships are at each stage, or not at one yet."""
        found: Counter[str] = Counter()
        for group in self.groups:
            found.update(group.stages)
        return found

    @property
    def total(self) -> int:
        """How many partnerships there are."""
        return self.stages.total()

    @property
    def under_way(self) -> int:
        """How many have begun and not completed."""
        return self.stages[UNDER_WAY]

    @property
    def not_begun(self) -> int:
        """How many have not begun."""
        return self.stages[NOT_BEGUN]

    @property
    def others(self) -> int:
        """How many completed on another framework, whose scores are not in here."""
        return self.stages[OTHER]

    @property
    def completed(self) -> int:
        """How many completed on the framework of the year."""
        return self.total - self.under_way - self.not_begun - self.others


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
    """The version that the year assesses by, with what it says; one query."""
    chosen = ChosenFramework.objects.filter(programme=programme).select_related("version").first()
    return chosen.version if chosen else None


def scores_standing(version: int) -> QuerySet[ThemeScore]:
    """What themes came to in completions that stand, on a version."""
    return ThemeScore.objects.filter(shows=True, completion__reopened_at=None, completion__made_on=version).order_by()


def group_of(prefix: str = "") -> Case:
    """The key of a partnership's group."""
    return Case(
        When(**{f"{prefix}tier__in": SINGLE}, then=F(f"{prefix}tier")),
        When(**{f"{prefix}tier": Tier.COUNTY}, then=Cast(f"{prefix}pk", CharField())),
        default=Cast(f"{prefix}county_id", CharField()),
        output_field=CharField(),
    )


def standings_of(
    programme: Programme, version: int, lowering: Lowering | None, *, tier: str = "", by_name: bool
) -> Standings:
    """One query, by group, the single tiers first and then counties by area."""
    area = Case(When(tier=Tier.COUNTY, then=F("area")), When(tier=Tier.DISTRICT, then=F("county__area")), default=None)
    found = with_stage(partnerships_in(programme, tier), version, lowering).order_by()
    counted = found.annotate(group=group_of(), group_area=Coalesce(area, Value(""))).values(
        *("group", "group_area", COLUMN)
    )
    rows: Iterable[dict[str, Any]] = counted.annotate(number=Count("pk"), **(names_of_those() if by_name else {}))
    groups: dict[tuple[str, str], dict[str, int]] = {}
    names: dict[str, list[Named]] = {UNDER_WAY: [], NOT_BEGUN: []}
    for row in rows:
        groups.setdefault((row["group_area"], row["group"]), {})[row[COLUMN]] = row["number"]
        names.get(row[COLUMN], []).extend(Named(**each) for each in row.get("those") or ())
    for each in names.values():
        each.sort(key=lambda named: named.name.casefold())
    return Standings([Group(key, area, stages) for (area, key), stages in sorted(groups.items())], names)


def names_of_those() -> dict[str, Any]:
    """Who is not through, as a column."""
    wanted = Q(**{f"{COLUMN}__in": (UNDER_WAY, NOT_BEGUN)})
    return {"those": ArrayAgg(JSONObject(pk="pk", name="name"), filter=wanted)}


def partnerships_in(programme: Programme, tier: str = "") -> QuerySet[Partnership]:
    """All of a year, or those of a tier."""
    return Partnership.objects.filter(programme=programme, **({"tier": tier} if tier else {}))


def sums_by_group(programme: Programme, version: int, *, tier: str = "") -> dict[str, dict[str, rule.Sum]]:
    """By the key of a group and of a theme, in one query however many partnerships there are."""
    of_tier = {f"{OF_SCORE}tier": tier} if tier else {}
    found = scores_standing(version).filter(**{f"{OF_SCORE}programme": programme}, **of_tier)
    rows = found.annotate(group=group_of(OF_SCORE)).values_list("group", "theme", "answered").annotate(*SUMS)
    sums: dict[str, dict[str, rule.Sum]] = {}
    for group, theme, answered, number, total in rows:
        add(sums.setdefault(group, {}), theme, answered, number, total)
    return sums


SUMS = (Count("pk"), Sum("total"))


def add(sums: dict[str, rule.Sum], theme: str, answered: int, number: int, total: int) -> None:
    """One more to a theme: the total scores of so many partnerships that answered so many of its statements."""
    sums[theme] = sums.get(theme, NOTHING) + rule.Sum(number, Fraction(total, answered))


def changes_of(programme: Programme, version: FrameworkVersion, *, tier: str = "") -> tuple[list[Change], rule.Cells]:
    """Of each theme of partnerships with a score of it in the year before too, on the same framework; and all scores of
    that year. One query.
    """
    paired: dict[bool, dict[str, rule.Sum]] = {True: {}, False: {}}
    alone: dict[bool, dict[str, rule.Sum]] = {True: {}, False: {}}
    for year, is_pair, theme, answered, number, total in sums_of_both(programme, version, tier):
        add((paired if is_pair else alone)[year == programme.pk], theme, answered, number, total)
    now, before = paired[True], paired[False]
    # A place that is of another tier than last year is no pair among those of a tier.
    same = [theme for theme in now if theme in before and now[theme].number == before[theme].number]
    changes = [Change(theme, now[theme], before[theme]) for theme in same]
    last = alone[False]
    return changes, {key: before.get(key, NOTHING) + last.get(key, NOTHING) for key in {*before, *last}}


def sums_of_both(programme: Programme, version: FrameworkVersion, tier: str) -> list[tuple[Any, ...]]:
    """The scores of both years added up by year, whether the place has one of the theme in both, theme and number of
    answered statements. The places are counted in a window, which takes one pass however many there are.
    """
    of_both = Q(completion__made_on=version, **{f"{OF_SCORE}programme": programme})
    of_both |= Q(
        completion__made_on__framework=version.framework_id, **{f"{OF_SCORE}programme": year_before(programme)}
    )
    years = Window(Count("pk"), partition_by=[F("theme"), place_of(OF_SCORE)])
    scores = (
        ThemeScore.objects.filter(of_both, shows=True, completion__reopened_at=None).order_by().annotate(years=years)
    )
    facts = {"year": F(f"{OF_SCORE}programme"), "of_tier": F(f"{OF_SCORE}tier")}
    inner, params = scores.values("theme", "answered", "total", "years", **facts).query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(ADDED_UP.format(scores=inner), [*params, tier, tier])
        return list(cursor.fetchall())


ADDED_UP = """
    SELECT year, years = 2, theme, answered, count(*), sum(total) FROM ({scores}) AS scores
    WHERE %s = '' OR of_tier = %s GROUP BY 1, 2, 3, 4
"""


def place_of(prefix: str) -> Coalesce:
    """What tells the same place in two years: its code, or area and tier."""
    named = Concat(f"{prefix}tier", Value(" "), f"{prefix}area", output_field=CharField())
    return Coalesce(NullIf(f"{prefix}gss_code", Value("")), named, output_field=CharField())


def needs_of(programme: Programme, version: FrameworkVersion, *, tier: str = "", by_name: bool) -> Needs:
    """Three queries, and one more for those who must not see small groups; to them, no tier by itself is shown."""
    words = words_of(version)
    standings = standings_of(programme, version.pk, lowering_of(words.scoring), tier=tier, by_name=by_name)
    sums = sums_by_group(programme, version.pk, tier=tier)
    heat = rule.heat_of([Row(group.key, sums.get(group.key, {})) for group in standings.groups])
    changes, before = changes_of(programme, version, tier=tier)
    changes = in_order(changes, words)
    least = None
    if not by_name:
        least = smallest_group(programme)
        changes = rule.guarded_changes(changes, heat.region, before, least)
        heat = rule.guarded(heat, least)
    return Needs(programme, version, words, standings, heat, changes, least)


def in_order(changes: Iterable[Change], words: Framework) -> list[Change]:
    """The themes that the framework of this year has, what rose most first."""
    keys = [theme.key for theme in words.themes]
    known = [change for change in changes if change.theme in keys]
    return sorted(known, key=lambda change: (-change.difference, keys.index(change.theme)))


def smallest_group(programme: Programme) -> int:
    """The smallest group that may be shown; before the year has terms, the portal's own limit."""
    fixed = Terms.objects.filter(programme=programme, fixed_at__isnull=False).order_by("-number")
    least = fixed.values_list("smallest_group", flat=True).first()
    return least if least is not None else SMALLEST


SMALLEST: int = Terms._meta.get_field("smallest_group").default


def rows_by_name(programme: Programme, version: int, *, tier: str = "") -> QuerySet[Partnership]:
    """Every partnership with how far it is, by group as on the page of groups, a county before its districts."""
    found = with_stage(partnerships_in(programme, tier), version).select_related("county")
    first = Case(When(tier=Tier.COUNTY, then=Value(0)), default=Value(1))
    county = Case(When(tier=Tier.COUNTY, then=F("area")), default=Coalesce("county__area", Value("")))
    single = Case(When(tier__in=SINGLE, then=F("tier")), default=Value(""))
    return found.order_by(county, single, first, "area", "pk")


def cells_of(partnerships: Iterable[Partnership], version: int) -> dict[int, dict[str, rule.Sum]]:
    """The scores of some partnerships, by id and theme; one query."""
    keys = [each.pk for each in partnerships]
    rows = scores_standing(version).filter(completion__partnership__in=keys)
    found: dict[int, dict[str, rule.Sum]] = {}
    for pk, theme, answered, total in rows.values_list("completion__partnership", "theme", "answered", "total"):
        add(found.setdefault(pk, {}), theme, answered, 1, total)
    return found
