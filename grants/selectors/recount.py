"""A determination counted again: every outcome as it was stored, beside the rule asked on the same facts."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property, lru_cache
from typing import Any

from grants.rules.determination import Outcome as Reckoned
from grants.rules.determination import determine
from grants.rules.facts import PartnershipFacts
from grants.rules.positions import Payment, Status
from grants.rules.settings import Settings
from grants.selectors.determinations import Difference, Stored, differences, facts_in
from grants.selectors.eligibility import KEPT, pounds
from grants.selectors.proof_rows import PENNY, GroupKey, ProofRow, group_of
from grants.selectors.reckoning import Reckoning, compared
from kit.prepared import told_in


@dataclass(frozen=True)
class Sums:
    """Of all partnerships, in pounds; from what was stored, not from the rule."""

    offer: Decimal
    whole_share: Decimal
    odd_pennies: int
    final: Decimal
    compared: Decimal
    withheld: Decimal
    held: Decimal

    @property
    def released(self) -> Decimal:
        """Awarded, and committed at once: nothing is waited for."""
        return self.final - self.held

    @property
    def share(self) -> Decimal:
        """Everything that was shared out."""
        return self.whole_share + PENNY * self.odd_pennies


@dataclass(frozen=True, eq=False)
class Recount:
    """Every outcome beside what the rule says, asked again on the same facts, and by another basis; in no language."""

    outcomes: Sequence[Stored]
    facts: Sequence[PartnershipFacts]
    reckoning: Reckoning
    other: Reckoning

    @cached_property
    def differences(self) -> list[Difference]:
        """Where the rule, asked again, says something else."""
        return differences(self.outcomes, self.reckoning.result)

    @cached_property
    def rows(self) -> list[ProofRow]:
        """Every partnership, those in one position together, each position in the order of codes."""
        again = {one.partnership.code: one for one in self.reckoning.result}
        others = {one.partnership.code: one.final_pence for one in self.other.result}
        names = self.reckoning.names
        rows = [ProofRow(one, again[one.code], others[one.code], group_of(one, names)) for one in self.outcomes]
        return sorted(rows, key=lambda row: (row.group, row.outcome.code))

    @cached_property
    def counts(self) -> Counter[GroupKey]:
        """How many are in each position."""
        return Counter(row.group for row in self.rows)

    @cached_property
    def sums(self) -> Sums:
        """The foot of the table."""
        share, odd_pennies = total(one.share for one in self.outcomes), sum(row.has_odd_penny for row in self.rows)
        return Sums(
            offer=total(one.offer for one in self.outcomes),
            whole_share=share - PENNY * odd_pennies,
            odd_pennies=odd_pennies,
            final=total(one.final for one in self.outcomes),
            compared=pounds(sum(row.compared_pence for row in self.rows)),
            withheld=total(row.outcome.offer for row in self.rows if is_central(row.reckoned)),
            held=total(one.final for one in self.outcomes if one.payment == Payment.HOLD),
        )

    @cached_property
    def awarded(self) -> int:
        """How many have a final sum."""
        return sum(outcome.final > 0 for outcome in self.outcomes)


@lru_cache(KEPT)
def recount(texts: tuple[str, ...], rules: tuple[tuple[str, Any], ...]) -> Recount:
    """Of columns as they were stored, under these choices: the same whenever the same was read."""
    outcomes = [Stored(*row) for row in told_in(texts)]
    facts = facts_in(outcomes)
    names = {outcome.code: outcome.area for outcome in outcomes}
    reckoning = Reckoning(determine(facts, Settings(**dict(rules))), names)
    return Recount(outcomes, facts, reckoning, compared(reckoning))


def is_central(one: Reckoned) -> bool:
    """Whether its offer is withheld and kept centrally."""
    return one.position.status is Status.WITHHELD and not one.position.is_pooled


def total(amounts: Iterator[Decimal]) -> Decimal:
    """In pounds."""
    return sum(amounts, Decimal(0))
