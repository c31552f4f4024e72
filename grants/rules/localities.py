"""The county condition: whether enough districts of a locality have submitted projects that are shared."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

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


def county_decisions(partnerships: Iterable[PartnershipFacts], settings: Settings) -> dict[str, CountyDecision]:
    """Each locality of the region and whether it meets its condition; single tiers have none."""
    everywhere = by_locality(partnerships).items()
    return {locality: county_decision(locality, members, settings) for locality, members in everywhere if locality}


def by_locality(partnerships: Iterable[PartnershipFacts]) -> dict[str, list[PartnershipFacts]]:
    """The county and districts of each locality; the single tiers stand under the empty name."""
    everywhere: defaultdict[str, list[PartnershipFacts]] = defaultdict(list)
    for partnership in partnerships:
        everywhere[partnership.locality].append(partnership)
    return everywhere


def county_decision(locality: str, members: Sequence[PartnershipFacts], settings: Settings) -> CountyDecision:
    """Whether the locality with these members, its county among them, meets the condition."""
    those_counted = counted(members, settings)
    return CountyDecision(
        locality=locality,
        districts=len([member for member in members if member.is_district]),
        counted=len(those_counted),
        qualifying=len(qualifying(those_counted, settings)),
        needed=needed(len(those_counted), settings.majority),
        stake_pence=sum([member.offer_pence for member in members]),
    )


def counted(members: Sequence[PartnershipFacts], settings: Settings) -> Sequence[PartnershipFacts]:
    """Those of whom a majority is needed: the districts, and the county where the settings say so."""
    return members if settings.county_counts else [member for member in members if member.is_district]


def qualifying(those_counted: Sequence[PartnershipFacts], settings: Settings) -> Sequence[PartnershipFacts]:
    """Those who bring the majority about: each has a project, and has shared it unless the settings do not ask."""
    with_project = [member for member in those_counted if member.has_project]
    return [member for member in with_project if member.is_shared] if settings.require_shared else with_project


def needed(counted: int, majority: Majority) -> int:
    """The smallest number whose double is more than `counted` (as much, where half is enough), and at least 1."""
    return counted // 2 + 1 if majority is Majority.STRICT else max(1, (counted + 1) // 2)
