"""Sharing a pot to the penny: whole pence by largest remainder, ties by ascending code."""

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
    """How a pot was shared out, in pence. `odd_pennies`: the codes that got one more than their part rounded down;
    `weightless`: those whose offer or population is 0; `left_pence`: the whole pot when nobody could receive it.
    """

    pot_pence: int
    receivers: int = 0
    total_weight: int = 0
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
    weights = weighed(receivers, basis)
    total = sum(weights)
    if not total:
        return Redistribution(pot_pence, left_pence=pot_pence)
    parts = {weight: divmod(pot_pence * weight, total) for weight in set(weights)}
    codes = [receiver.code for receiver in receivers]
    divided = [parts[weight] for weight in weights]
    shares = dict(zip(codes, [share for share, _ in divided], strict=True))
    if len(shares) != len(receivers):
        raise ValueError("A code stands twice among the receivers")
    odd = odd_pennies(pot_pence - sum(shares.values()), codes, [rest for _, rest in divided])
    for code in odd:
        shares[code] += 1
    weightless = [code for code, weight in zip(codes, weights, strict=True) if not weight] if 0 in parts else []
    return Redistribution(pot_pence, len(receivers), total, odd, shares, frozenset(weightless))


def weighed(receivers: Sequence[PartnershipFacts], basis: ShareBasis) -> list[int]:
    """What each of the receivers weighs: 1, the offer in pence, or the people."""
    if basis is ShareBasis.EQUAL:
        return [1] * len(receivers)
    if basis is ShareBasis.PRO_RATA_OFFER:
        return [receiver.offer_pence for receiver in receivers]
    known = [receiver.population for receiver in receivers if receiver.population is not None]
    if len(known) < len(receivers):
        raise PopulationUnknownError(sorted(receiver.code for receiver in receivers if receiver.population is None))
    return known


def odd_pennies(over: int, codes: Sequence[str], remainders: Sequence[int]) -> frozenset[str]:
    """Who gets one of the pennies that rounding left over: the largest remainders, of equal ones the lowest code."""
    if not over:
        return frozenset()
    last = sorted(remainders, reverse=True)[over - 1]  # the pennies run out among those who have this remainder
    larger = [code for code, remainder in zip(codes, remainders, strict=True) if remainder > last]
    tied = [code for code, remainder in zip(codes, remainders, strict=True) if remainder == last]
    return frozenset(larger + sorted(tied)[: over - len(larger)])
