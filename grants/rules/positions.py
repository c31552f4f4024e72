"""What becomes of an offer: kept, withdrawn or withheld, and whether its payment is released."""

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from grants.rules.settings import DistrictNonsubmission, Recipients, Settings, SingleTierNonsubmission


class Status(StrEnum):
    """Withdrawn with a failed locality; withheld for want of an own project; else kept."""

    KEPT = "kept"
    WITHDRAWN = "withdrawn"
    WITHHELD = "withheld"


class Payment(StrEnum):
    """A kept offer is released to those with a project and held for the others."""

    RELEASE = "release"
    HOLD = "hold"
    NONE = "none"


class WhyPosition(StrEnum):
    """Why an offer is in its position."""

    SINGLE_TIER_WITH_PROJECT = "single_tier_with_project"
    SINGLE_TIER_HELD = "single_tier_held"
    SINGLE_TIER_WITHHELD = "single_tier_withheld"
    SINGLE_TIER_POOLED = "single_tier_pooled"
    CONDITION_MET_WITH_PROJECT = "condition_met_with_project"
    CONDITION_MET_HELD = "condition_met_held"
    CONDITION_MET_POOLED = "condition_met_pooled"
    CONDITION_FAILED_WITH_PROJECT = "condition_failed_with_project"
    CONDITION_FAILED_WITHOUT_PROJECT = "condition_failed_without_project"


class WhyShare(StrEnum):
    """Why a partnership receives of the pot, or does not."""

    RECEIVES = "receives"
    RECEIVES_ODD_PENNY = "receives_odd_penny"
    LESS_THAN_A_PENNY = "less_than_a_penny"
    NOTHING_TO_SHARE = "nothing_to_share"
    WEIGHS_NOTHING = "weighs_nothing"
    OFFER_NOT_KEPT = "offer_not_kept"
    NO_PROJECT = "no_project"
    NOT_TWO_TIER = "not_two_tier"


POOLED = (WhyPosition.SINGLE_TIER_POOLED, WhyPosition.CONDITION_MET_POOLED)  # withheld, and shared out
RECEIVING = (WhyShare.RECEIVES, WhyShare.RECEIVES_ODD_PENNY)


@dataclass(frozen=True, slots=True)
class Position:
    """Where all stand who are alike in tier, locality's fate and project. `is_pooled`: their offers are shared out."""

    status: Status
    payment: Payment
    is_pooled: bool
    reason: WhyPosition
    share_reason: WhyShare

    @property
    def receives(self) -> bool:
        """Whether it takes part in sharing out."""
        return self.share_reason is WhyShare.RECEIVES


class Pair(NamedTuple):
    """The positions of those without a project and with one, where all else is alike."""

    without: Position
    with_project: Position


@dataclass(frozen=True, slots=True)
class Positions:
    """Every position that a year's settings allow."""

    single_tier: Pair
    condition_met: Pair
    condition_failed: Pair


def positions(settings: Settings) -> Positions:
    """Work the settings out once, for the whole region."""
    return Positions(single_tier(settings), condition_met(settings), condition_failed())


def single_tier(settings: Settings) -> Pair:
    """A single tier is judged by its own project alone."""
    rule = settings.single_tier_nonsubmission
    if rule is SingleTierNonsubmission.KEEP:
        without = held(WhyPosition.SINGLE_TIER_HELD, why_share(settings, is_two_tier=False, has_project=False))
    elif rule is SingleTierNonsubmission.WITHHOLD_AND_POOL:
        without = withheld(WhyPosition.SINGLE_TIER_POOLED, is_pooled=True)
    else:
        without = withheld(WhyPosition.SINGLE_TIER_WITHHELD, is_pooled=False)
    share = why_share(settings, is_two_tier=False, has_project=True)
    return Pair(without, released(WhyPosition.SINGLE_TIER_WITH_PROJECT, share))


def condition_met(settings: Settings) -> Pair:
    """In a locality that passes, the county is judged as a district is."""
    if settings.district_nonsubmission is DistrictNonsubmission.WITHHOLD_AND_POOL:
        without = withheld(WhyPosition.CONDITION_MET_POOLED, is_pooled=True)
    else:
        without = held(WhyPosition.CONDITION_MET_HELD, why_share(settings, is_two_tier=True, has_project=False))
    share = why_share(settings, is_two_tier=True, has_project=True)
    return Pair(without, released(WhyPosition.CONDITION_MET_WITH_PROJECT, share))


def condition_failed() -> Pair:
    """In a locality that fails everybody loses the offer, those with a project included."""
    return Pair(
        withdrawn(WhyPosition.CONDITION_FAILED_WITHOUT_PROJECT), withdrawn(WhyPosition.CONDITION_FAILED_WITH_PROJECT)
    )


def why_share(settings: Settings, *, is_two_tier: bool, has_project: bool) -> WhyShare:
    """Whether somebody who keeps the offer takes part in sharing out."""
    if settings.recipients is Recipients.TWO_TIER_ONLY and not is_two_tier:
        return WhyShare.NOT_TWO_TIER
    if has_project or settings.recipients is Recipients.ALL_OTHERS:
        return WhyShare.RECEIVES
    return WhyShare.NO_PROJECT


def released(reason: WhyPosition, share: WhyShare) -> Position:
    """Kept, with a project."""
    return Position(Status.KEPT, Payment.RELEASE, False, reason, share)


def held(reason: WhyPosition, share: WhyShare) -> Position:
    """Kept, without a project."""
    return Position(Status.KEPT, Payment.HOLD, False, reason, share)


def withheld(reason: WhyPosition, *, is_pooled: bool) -> Position:
    """Lost for want of an own project: into the pot, or held centrally."""
    return Position(Status.WITHHELD, Payment.NONE, is_pooled, reason, WhyShare.OFFER_NOT_KEPT)


def withdrawn(reason: WhyPosition) -> Position:
    """Lost with the locality, into the pot."""
    return Position(Status.WITHDRAWN, Payment.NONE, True, reason, WhyShare.OFFER_NOT_KEPT)
