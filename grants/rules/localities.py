"""The county condition: whether enough districts of a locality have submitted projects that are shared."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from grants.rules.facts import PartnershipFacts
from grants.rules.settings import Majority, Settings


class WhyCounty(StrEnum):
    """How those who qualify stand to half of those who are counted."""

    MORE_THAN_HALF = "more_than_half"
    HALF_IS_ENOUGH = "half_is_enough"
    HALF_IS_NOT_ENOUGH = "half_is_not_enough"
    LESS_THAN_HALF = "less_than_half"
    NOBODY_YET = "nobody_yet"


@dataclass(frozen=True, slots=True)
class CountyDecision:
    """Where one locality stands. `stake_pence` is what the county and its districts lose together if it fails."""

    locality: str
    districts: int
    counted: int
    qualifying: int
    needed: int
    stake_pence: int

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
        if 2 * self.qualifying == self.counted:
            return WhyCounty.HALF_IS_ENOUGH if self.met else WhyCounty.HALF_IS_NOT_ENOUGH
        return WhyCounty.MORE_THAN_HALF if self.met else WhyCounty.LESS_THAN_HALF


class Members(NamedTuple):
    """The county and districts of a locality, or the single tiers, by whether they have a project."""

    without: list[PartnershipFacts]
    with_project: list[PartnershipFacts]


def by_locality(partnerships: Iterable[PartnershipFacts]) -> dict[str, Members]:
    """The members of each locality; the single tiers stand under the empty name."""
    everywhere: defaultdict[str, Members] = defaultdict(lambda: Members([], []))
    for partnership in partnerships:
        without, with_project = everywhere[partnership.locality]
        (with_project if partnership.has_project else without).append(partnership)
    return everywhere


def county_decisions(partnerships: Iterable[PartnershipFacts], settings: Settings) -> dict[str, CountyDecision]:
    """Each locality of the region and whether it meets its condition; single tiers have none."""
    return decisions(by_locality(partnerships), settings)


def decisions(everywhere: Mapping[str, Members], settings: Settings) -> dict[str, CountyDecision]:
    """The same, once everybody has been put in their locality."""
    return {name: decision(name, members, settings) for name, members in everywhere.items() if name}


def decision(locality: str, members: Members, settings: Settings) -> CountyDecision:
    """Whether the locality with these members meets the condition."""
    everybody = members.without + members.with_project
    districts = len([member for member in everybody if member.is_district])
    number = len(everybody) if settings.county_counts else districts
    return CountyDecision(
        locality=locality,
        districts=districts,
        counted=number,
        qualifying=len(qualifying(members, settings)),
        needed=needed(number, settings.majority),
        stake_pence=sum([member.offer_pence for member in everybody]),
    )


def qualifying(members: Members, settings: Settings) -> Sequence[PartnershipFacts]:
    """Those who bring the majority about: with a project, shared unless the year does not ask; the county if it may."""
    found = members.with_project
    if settings.require_shared:
        found = [member for member in found if member.is_shared]
    return found if settings.county_counts else [member for member in found if member.is_district]


def needed(counted: int, majority: Majority) -> int:
    """The smallest number whose double is more than `counted` (as much, where half is enough), and at least 1."""
    return counted // 2 + 1 if majority is Majority.STRICT else max(1, (counted + 1) // 2)
