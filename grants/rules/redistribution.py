"""Sharing a pot to the penny: whole pence by largest remainder, ties by ascending code."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from grants.rules.facts import PartnershipFacts
from grants.rules.positions import WhyShare
from grants.rules.settings import ShareBasis


class PopulationUnknownError(Exception):
    """Shares by population were asked for, and `codes` have none."""

    def __init__(self, codes: Sequence[str]) -> None:
        super().__init__(f"No population is known for {', '.join(codes)}")
        self.codes = tuple(codes)


@dataclass(frozen=True, slots=True)
class Redistribution:
    """How a pot was shared out, in pence. `floors`: what each weight comes to in whole pence, the odd pennies apart;
    `odd_pennies`: the codes that got one more; `weightless`: those whose offer or population is 0; `left_pence`: the
    whole pot when nobody could receive it.
    """

    pot_pence: int
    receivers: int = 0
    total_weight: int = 0
    floors: dict[int, int] = field(default_factory=dict)
    odd_pennies: frozenset[str] = frozenset()
    shares: dict[str, int] = field(default_factory=dict)
    weightless: frozenset[str] = frozenset()
    left_pence: int = 0

    def why(self, code: str) -> WhyShare:
        """Why one of the receivers gets what it gets."""
        if not self.pot_pence:
            return WhyShare.NOTHING_TO_SHARE
        if code in self.odd_pennies:
            return WhyShare.RECEIVES_ODD_PENNY
        if code in self.weightless or not self.total_weight:
            return WhyShare.WEIGHS_NOTHING
        return WhyShare.RECEIVES if self.shares[code] else WhyShare.LESS_THAN_A_PENNY


def share_out(pot_pence: int, receivers: Sequence[PartnershipFacts], basis: ShareBasis) -> Redistribution:
    """Share the pot among the receivers; nobody, or nobody who weighs anything, leaves it whole.

    Raises PopulationUnknownError when there is a pot and a figure is missing, ValueError when a code stands twice.
    """
    if not pot_pence:
        return Redistribution(0)
    by_weight = weighed(receivers, basis)
    total = sum([weight * len(those) for weight, those in by_weight.items()])
    if not total:
        return Redistribution(pot_pence, left_pence=pot_pence)
    floors, odd = largest_remainder(pot_pence, by_weight, total)
    shares: dict[str, int] = {}
    for weight, codes in by_weight.items():
        shares.update(dict.fromkeys(codes, floors[weight]))
    if len(shares) != len(receivers):
        raise ValueError("A code stands twice among the receivers")
    for code in odd:
        shares[code] += 1
    weightless = frozenset(by_weight.get(0, ()))
    return Redistribution(pot_pence, len(receivers), total, floors, odd, shares, weightless)


def weighed(receivers: Sequence[PartnershipFacts], basis: ShareBasis) -> dict[int, list[str]]:
    """The codes of those who weigh alike, by their weight: 1 for each, the offer in pence, or the people."""
    if basis is ShareBasis.EQUAL:
        return {1: [receiver.code for receiver in receivers]}
    by_weight: defaultdict[int, list[str]] = defaultdict(list)
    unknown = []
    for receiver in receivers:
        weight = receiver.offer_pence if basis is ShareBasis.PRO_RATA_OFFER else receiver.population
        if weight is None:
            unknown.append(receiver.code)
        else:
            by_weight[weight].append(receiver.code)
    if unknown:
        raise PopulationUnknownError(sorted(unknown))
    return by_weight


def largest_remainder(pot: int, by_weight: dict[int, list[str]], total: int) -> tuple[dict[int, int], frozenset[str]]:
    """Each weight's share in whole pence, rounded down, and who gets one of the pennies that rounding left over."""
    floors: dict[int, int] = {}
    by_remainder: defaultdict[int, list[str]] = defaultdict(list)
    for weight, codes in by_weight.items():
        floors[weight], remainder = divmod(pot * weight, total)
        by_remainder[remainder] += codes
    over = pot - sum([floors[weight] * len(codes) for weight, codes in by_weight.items()])
    odd: list[str] = []
    for remainder in sorted(by_remainder, reverse=True):
        if len(odd) == over:
            break
        odd += sorted(by_remainder[remainder])[: over - len(odd)]
    return floors, frozenset(odd)
