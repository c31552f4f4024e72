"""What each partnership is offered before anybody has done anything."""

from collections.abc import Iterable, Mapping

from grants.rules.facts import Tier


def offer_pence(tier: Tier, rates: Mapping[Tier, int]) -> int:
    """The year's rate for the tier, in pence; raises LookupError where the year has none."""
    if tier not in rates:
        raise LookupError(f"The year has no rate for {tier}")
    return rates[tier]


def total_offered_pence(tiers: Iterable[Tier], rates: Mapping[Tier, int]) -> int:
    """The sum of the offers to partnerships of these tiers, in pence."""
    return sum(offer_pence(tier, rates) for tier in tiers)
