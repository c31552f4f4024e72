"""What a programme year decides about its grant; names and values as its terms store them."""

from dataclasses import dataclass
from enum import StrEnum


class Majority(StrEnum):
    """What share of those counted is enough: more than half, or exactly half as well."""

    STRICT = "strict"
    AT_LEAST_HALF = "at_least_half"


class ShareBasis(StrEnum):
    """In proportion to what the receivers share the pot."""

    EQUAL = "equal"
    PRO_RATA_OFFER = "pro_rata_offer"
    POPULATION = "population"


class Recipients(StrEnum):
    """Who of those that keep their offer receives a share."""

    PARTICIPATING = "other_localities_participating"
    ALL_OTHERS = "all_others"
    TWO_TIER_ONLY = "two_tier_only"


class SingleTierNonsubmission(StrEnum):
    """What becomes of the offer of a single tier without a project."""

    WITHHOLD_UNALLOCATED = "withhold_unallocated"
    WITHHOLD_AND_POOL = "withhold_and_pool"
    KEEP = "keep"


class DistrictNonsubmission(StrEnum):
    """What becomes of the offer of a district or county without a project where the county condition is met."""

    KEEP_IF_MAJORITY = "keep_if_majority"
    WITHHOLD_AND_POOL = "withhold_and_pool"


CHOICES: dict[str, type[StrEnum]] = {
    "majority": Majority,
    "share_basis": ShareBasis,
    "recipients": Recipients,
    "single_tier_nonsubmission": SingleTierNonsubmission,
    "district_nonsubmission": DistrictNonsubmission,
}
SWITCHES = ("county_counts", "require_shared")


@dataclass(frozen=True, slots=True)
class Settings:
    """One year's choices; the defaults are those of *Learning to Deliver 2007-8*, sources in docs/rules/grant.md.

    Plain words from a table or a form are taken as the choices they name; raises ValueError for any other word.
    """

    majority: Majority = Majority.STRICT
    share_basis: ShareBasis = ShareBasis.EQUAL
    recipients: Recipients = Recipients.PARTICIPATING
    single_tier_nonsubmission: SingleTierNonsubmission = SingleTierNonsubmission.WITHHOLD_UNALLOCATED
    district_nonsubmission: DistrictNonsubmission = DistrictNonsubmission.KEEP_IF_MAJORITY
    county_counts: bool = False
    require_shared: bool = True

    def __post_init__(self) -> None:
        for name, choice in CHOICES.items():
            object.__setattr__(self, name, choice(getattr(self, name)))
