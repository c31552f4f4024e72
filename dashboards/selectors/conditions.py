"""County conditions on a home: those furthest from their majority first."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from dashboards.selectors.grants import Grants
from grants.rules.localities import CountyDecision
from grants.selectors.pictures import small_picture_of
from kit.charts.figure import Figure
from kit.charts.marks import state_swatch
from kit.charts.markup import Svg
from partnerships.models import Programme
from projects.selectors.drawn import project_states
from projects.selectors.progress import Progress

MOST_CARDS = 4


@dataclass(frozen=True)
class County:
    """A county with its condition, as `grants/eligibility/counties.html` takes it; `members` count all who lose."""

    programme: Programme
    pk: int
    area: str
    decision: CountyDecision
    counted: tuple[tuple[str, str], ...]
    members: int

    @property
    def figure(self) -> Figure:
        """Its small picture."""
        return small_picture_of(self.programme, self.area, self.decision, self.counted)  # type: ignore[arg-type]

    @property
    def key(self) -> tuple[tuple[Svg, int, str], ...]:
        """What its hexagons mean, the furthest first: the mark, how many there are, the word."""
        numbers = Counter(state for _, state in self.counted)
        drawn = (state for state in project_states() if numbers[state.key])
        return tuple((state_swatch(state), numbers[state.key], state.word) for state in drawn)


@dataclass(frozen=True)
class Conditions:
    """Every county of a region, those that need most first."""

    counties: tuple[County, ...]
    is_decided: bool

    @property
    def first(self) -> tuple[County, ...]:
        """As many as a home has room for; once all is decided, those that failed."""
        return (self.short if self.is_decided else self.counties)[:MOST_CARDS]

    @property
    def short(self) -> tuple[County, ...]:
        """Those that do not meet their condition."""
        return tuple(county for county in self.counties if not county.decision.met)

    @property
    def stake_pence(self) -> int:
        """What those that are short lose together."""
        return sum(county.decision.stake_pence for county in self.short)


def conditions_of(programme: Programme, grants: Grants) -> Conditions:
    """From what is known already; no query."""
    members: dict[int, list[Progress]] = {pk: [] for pk in grants.counties}
    for row in grants.progress.values():
        if row.locality in members:
            members[row.locality].append(row)
    counties = (county_of(programme, grants, pk, rows) for pk, rows in members.items() if pk in grants.progress)
    found = sorted(counties, key=lambda one: (-one.decision.more_needed, one.area))
    return Conditions(tuple(found), grants.is_decided)


def county_of(programme: Programme, grants: Grants, pk: int, rows: Iterable[Progress]) -> County:
    """One of them; those of whom a majority is needed stand in its picture."""
    members = sorted(rows, key=lambda row: row.area)
    with_county = grants.result.settings.county_counts
    needed = (row for row in members if with_county or row.pk != pk)
    counted = tuple((programme.called(row.area, row.tier), grants.states[row.pk]) for row in needed)
    return County(programme, pk, grants.progress[pk].area, grants.counties[pk], counted, len(members))
