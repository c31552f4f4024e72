"""Who is how far in a year, by group; and every partnership by itself, for those who see names."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import Any, NamedTuple

from django.db.models import Case, CharField, F, QuerySet, Value, When
from django.db.models.functions import Cast, Coalesce

from kit.prepared import PreparedValues
from partnerships.models import Partnership, Programme
from selfassessment.rules.planning import Lowering
from selfassessment.selectors.stages import COLUMN, NOT_BEGUN, OTHER, UNDER_WAY, with_stage

Tier = Partnership.Tier
SINGLE = (Tier.METROPOLITAN, Tier.UNITARY)
PROGRAMME, VERSION = -1, -2  # stand for what is asked about
MOST_NAMES = 12  # of those who are not through


class Named(NamedTuple):
    """A partnership that is not through yet."""

    pk: int
    name: str


class Line(NamedTuple):
    """A partnership of the table by name; `county` is the area of the one above it, `stage` a key of `stages`."""

    pk: int
    name: str
    area: str
    tier: str
    county: str | None
    stage: str


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
    """Every group of a year, and, for those who see names, the first of those who are not through."""

    groups: Sequence[Group]
    names: Mapping[str, Sequence[Named]] = field(default_factory=dict)

    @cached_property
    def stages(self) -> Counter[str]:
        """How many partnerships are at each stage, or not at one yet."""
        found: Counter[str] = Counter()
        for group in self.groups:
            found.update(group.stages)
        return found

    @cached_property
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


def standings_of(
    programme: Programme, version: int, lowering: Lowering | None, *, tier: str = "", by_name: bool
) -> Standings:
    """One query, by group, the single tiers first and then counties by area."""
    around, own = (COUNTED_BY_NAME, [UNDER_WAY, NOT_BEGUN, MOST_NAMES]) if by_name else (COUNTED, [])
    rows = asked(by_group, lowering, tier).fetch_within(around, programme.pk, version, own=own)
    groups: dict[tuple[str, str], dict[str, int]] = {}
    names: dict[str, list[Named]] = {UNDER_WAY: [], NOT_BEGUN: []}
    for group, area, stage, number, *those in rows:
        groups.setdefault((area, group), {})[stage] = number
        if those and those[0]:
            names[stage] += [Named(int(pk), name) for pk, name in those[0]]
    first = {stage: sorted(each, key=lambda named: named.name.casefold())[:MOST_NAMES] for stage, each in names.items()}
    return Standings([Group(key, area, stages) for (area, key), stages in sorted(groups.items())], first)


COUNTED = "SELECT of_group, group_area, assessed, count(*) FROM ({found}) AS found GROUP BY 1, 2, 3"
COUNTED_BY_NAME = """
    WITH found AS MATERIALIZED ({found})
    SELECT of_group, group_area, assessed, count(*),
        (array_agg(ARRAY[pk::text, name] ORDER BY lower(name)) FILTER (WHERE assessed IN (%s, %s)))[:%s]
    FROM found GROUP BY 1, 2, 3
"""


def lines_of(
    programme: Programme, version: int, lowering: Lowering | None, *, tier: str = "", first: int = 0, most: int | None
) -> list[Line]:
    """Partnerships by name, by group as in the table of groups, a county before its districts; so many, after so many
    others. One query.
    """
    query = asked(in_lines, lowering, tier)
    rows = query.fetch_within("{found} LIMIT %s OFFSET %s", programme.pk, version, own=[most, first])
    return [Line(*row) for row in rows]


@lru_cache(maxsize=64)
def asked(
    columns: Callable[[QuerySet[Partnership]], QuerySet[Partnership, Any]], lowering: Lowering | None, tier: str
) -> PreparedValues:
    """The partnerships of a year with their stages, or those of a tier; kept for good, as the query is."""

    def make() -> QuerySet[Partnership, Any]:
        found = Partnership.objects.filter(programme=PROGRAMME, **({"tier": tier} if tier else {}))
        return columns(with_stage(found, VERSION, lowering).order_by())

    return PreparedValues(make, PROGRAMME, VERSION)


def by_group(partnerships: QuerySet[Partnership]) -> QuerySet[Partnership, Any]:
    """What they are counted by, and who they are."""
    area = Case(When(tier=Tier.COUNTY, then=F("area")), When(tier=Tier.DISTRICT, then=F("county__area")), default=None)
    named = partnerships.annotate(of_group=group_of(), group_area=Coalesce(area, Value("")))
    return named.values_list(*("of_group", "group_area", COLUMN, "pk", "name"))


def in_lines(partnerships: QuerySet[Partnership]) -> QuerySet[Partnership, Any]:
    """The columns of a line, and their order."""
    first = Case(When(tier=Tier.COUNTY, then=Value(0)), default=Value(1))
    county = Case(When(tier=Tier.COUNTY, then=F("area")), default=Coalesce("county__area", Value("")))
    single = Case(When(tier__in=SINGLE, then=F("tier")), default=Value(""))
    found = partnerships.order_by(county, single, first, "area", "pk")
    return found.values_list(*("pk", "name", "area", "tier", "county__area", COLUMN))


def group_of(prefix: str = "") -> Case:
    """The key of a partnership's group."""
    return Case(
        When(**{f"{prefix}tier__in": SINGLE}, then=F(f"{prefix}tier")),
        When(**{f"{prefix}tier": Tier.COUNTY}, then=Cast(f"{prefix}pk", CharField())),
        default=Cast(f"{prefix}county_id", CharField()),
        output_field=CharField(),
    )
