"""The county condition: whether enough districts of a locality have submitted projects that are shared."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import chain
from typing import NamedTuple

from grants.rules.facts import PartnershipFacts
from grants.rules.settings import Majority, Settings

Stages = tuple[list[PartnershipFacts], list[PartnershipFacts], list[PartnershipFacts]]


class WhyCounty(StrEnum):
    """How those who qualify stand to half of those who are counted."""

    MORE_THAN_HALF = "more_than_half"
    HALF_IS_ENOUGH = "half_is_enough"
    HALF_IS_NOT_ENOUGH = "half_is_not_enough"
    LESS_THAN_HALF = "less_than_half"
    NOBODY_YET = "nobody_yet"


class Members(NamedTuple):
    """Districts and others (the county, or single tiers), each by the stage of their project (`PartnershipFacts`)."""

    districts: Stages
    others: Stages

    @property
    def without(self) -> Iterator[PartnershipFacts]:
        """Those without a project."""
        return chain(self.districts[0], self.others[0])

    @property
    def with_project(self) -> Iterator[PartnershipFacts]:
        """Those with one, shared or not."""
        return chain(*self.districts[1:], *self.others[1:])

    def counted(self, settings: Settings) -> Iterator[Stages]:
        """Those of whom a majority is needed: the districts, and the county where the settings say so."""
        return iter(self if settings.county_counts else (self.districts,))


@dataclass(frozen=True, slots=True)
class CountyDecision:
    """Where one locality stands. `needed` is the smallest number of those counted that meets the condition."""

    locality: str
    districts: int
    counted: int
    qualifying: int
    needed: int
    members: Members = field(repr=False, compare=False)

    @property
    def stake_pence(self) -> int:
        """What the county and its districts lose together if it fails: the sum of their offers."""
        return sum(member.offer_pence for member in chain(*self.members.districts, *self.members.others))

    @property
    def twice(self) -> int:
        """Twice those who qualify: what is compared with all who are counted."""
        return 2 * self.qualifying

    @property
    def met(self) -> bool:
        """Whether the county condition holds."""
        return self.qualifying >= self.needed

    @property
    def more_needed(self) -> int:
        """How many more must qualify; 0 once the condition is met."""
        return max(0, self.needed - self.qualifying)

    @property
    def to_spare(self) -> int:
        """How many could still drop out without the condition failing."""
        return max(0, self.qualifying - self.needed)

    @property
    def reason(self) -> WhyCounty:
        """Why it is met or not, as a code."""
        if not self.qualifying:
            return WhyCounty.NOBODY_YET
        if self.twice == self.counted:
            return WhyCounty.HALF_IS_ENOUGH if self.met else WhyCounty.HALF_IS_NOT_ENOUGH
        return WhyCounty.MORE_THAN_HALF if self.met else WhyCounty.LESS_THAN_HALF


def by_locality(partnerships: Iterable[PartnershipFacts]) -> dict[str, Members]:
    """The members of each locality; the single tiers stand under the empty name."""
    everywhere: defaultdict[str, Members] = defaultdict(lambda: Members(([], [], []), ([], [], [])))
    for partnership in partnerships:
        districts, others = everywhere[partnership.locality]
        (districts if partnership.is_district else others)[partnership.stage].append(partnership)
    return everywhere


def county_decisions(partnerships: Iterable[PartnershipFacts], settings: Settings) -> dict[str, CountyDecision]:
    """Each locality of the region and whether it meets its condition; single tiers have none."""
    return decisions(by_locality(partnerships), settings)


def decisions(everywhere: Mapping[str, Members], settings: Settings) -> dict[str, CountyDecision]:
    """The same, once everybody has been put in their locality."""
    return {name: decision(name, members, settings) for name, members in everywhere.items() if name}


def decision(locality: str, members: Members, settings: Settings) -> CountyDecision:
    """Whether the locality with these members meets the condition."""
    counted = qualifying = 0
    for without, with_project, shared in members.counted(settings):
        counted += len(without) + len(with_project) + len(shared)
        qualifying += len(shared) if settings.require_shared else len(with_project) + len(shared)
    return CountyDecision(
        locality=locality,
        districts=sum(map(len, members.districts)),
        counted=counted,
        qualifying=qualifying,
        needed=needed(counted, settings.majority),
        members=members,
    )


def needed(counted: int, majority: Majority) -> int:
    """The smallest number whose double is more than `counted` (as much, where half is enough), and at least 1."""
    return counted // 2 + 1 if majority is Majority.STRICT else max(1, (counted + 1) // 2)
