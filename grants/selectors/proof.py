"""The proof sheet: everything that was decided of each partnership, beside the rule asked again."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property, lru_cache
from itertools import groupby
from typing import Any, NamedTuple

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from grants.models import Determination, Outcome
from grants.rules.determination import Outcome as Reckoned
from grants.rules.determination import determine
from grants.rules.facts import PartnershipFacts
from grants.rules.settings import Settings
from grants.selectors.determinations import STORED, Difference, Stored, differences, facts_in
from grants.selectors.eligibility import KEPT, pence, pounds
from grants.selectors.reasons import what_is_missing
from grants.selectors.reckoning import Reckoning, check_lines, compared
from kit.prepared import told_in

Status, Payment = Outcome.Status, Outcome.Payment
PENNY = Decimal("0.01")
PAYMENTS = {Payment.RELEASE: _("Released"), Payment.HOLD: _("Held"), Payment.NONE: _("None")}


class ProofRow(NamedTuple):
    """One partnership: what was stored of it, the rule's own words about it, and its final sum on another basis in
    pence. Those with the same `group` stand together, in the order of groups.
    """

    outcome: Stored
    reckoned: Reckoned
    compared_pence: int
    group: tuple[int, str, str]

    @property
    def compared(self) -> Decimal:
        """Its final sum on another basis, in pounds."""
        return pounds(self.compared_pence)

    @property
    def has_odd_penny(self) -> bool:
        """Whether rounding left it one more."""
        return self.outcome.share_reason == "receives_odd_penny"

    @property
    def whole_share(self) -> Decimal:
        """Its share without the odd penny."""
        return self.outcome.share - PENNY * self.has_odd_penny

    @property
    def payment(self) -> str:
        """In a word."""
        return str(PAYMENTS[Payment(self.outcome.payment)])

    @property
    def missing(self) -> str:
        """What its project lacked when it was decided; that it lacks nothing, where the offer is lost all the same."""
        if self.reckoned.partnership.has_project:
            return gettext("has a project") if self.outcome.status == Status.WITHDRAWN else ""
        return what_is_missing(self.reckoned)


@dataclass(frozen=True)
class Sums:
    """Of all partnerships, in pounds; from what was stored, not from the rule."""

    offer: Decimal
    whole_share: Decimal
    odd_pennies: int
    final: Decimal
    compared: Decimal
    withheld: Decimal

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
    def counts(self) -> Counter[tuple[int, str, str]]:
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


@dataclass(frozen=True)
class Proof:
    """A determination, counted again."""

    determination: Determination
    recount: Recount

    @property
    def outcomes(self) -> Sequence[Stored]:
        """As they were stored, in the order of codes."""
        return self.recount.outcomes

    @property
    def reckoning(self) -> Reckoning:
        """The rule asked again."""
        return self.recount.reckoning

    @property
    def other(self) -> Reckoning:
        """What another basis would have made of it."""
        return self.recount.other

    @property
    def differences(self) -> list[Difference]:
        """Where the rule, asked again, says something else."""
        return self.recount.differences

    @property
    def rows(self) -> list[ProofRow]:
        """Every partnership, those in one position together, each position in the order of codes."""
        return self.recount.rows

    @property
    def sums(self) -> Sums:
        """The foot of the table."""
        return self.recount.sums

    @property
    def left(self) -> Decimal:
        """The pot, when nobody could receive it."""
        return pounds(self.reckoning.redistribution.left_pence)

    @property
    def check(self) -> list[tuple[str, str]]:
        """The check sum line by line, from what was stored."""
        sums = self.sums
        stored = (pence(sums.final), pence(sums.withheld), pence(self.left), pence(sums.offer))
        return check_lines(len(self.outcomes), *stored)

    @property
    def difference(self) -> Decimal:
        """All final sums and what is placed with nobody, less all offers: 0.00, or something is wrong."""
        return self.sums.final + self.sums.withheld + self.left - self.sums.offer

    @property
    def rest(self) -> Decimal:
        """The pot less what the stored shares come to, and less what nobody could receive."""
        return self.reckoning.pot - self.sums.share - self.left

    @cached_property
    def adds_up(self) -> bool:
        """Whether both differences are nothing, and the rule asked again says the same."""
        return not (self.difference or self.rest or self.differences)

    @property
    def receivers(self) -> int:
        """How many share the pot."""
        return self.reckoning.redistribution.receivers

    @property
    def awarded(self) -> int:
        """How many have a final sum."""
        return self.recount.awarded

    def name_of(self, row: ProofRow) -> str:
        """Its area, in the region's words where that would be mistaken."""
        return named(row.outcome.area, row.outcome.tier, self.county)

    @cached_property
    def county(self) -> str:
        """The region's word for it."""
        return self.determination.programme.word("county")

    def heading_of(self, row: ProofRow) -> str:
        """What becomes of its offer, and why; written once for all that stand under it."""
        if row.group not in self.headings:
            self.headings[row.group] = self.heading_for(row.outcome)
        return self.headings[row.group]

    @cached_property
    def headings(self) -> dict[tuple[int, str, str], str]:
        """Those that were needed so far."""
        return {}

    def heading_for(self, outcome: Stored) -> str:
        """In words."""
        if outcome.status == Status.WITHDRAWN:
            county = self.reckoning.result.counties[outcome.locality]
            words = gettext("Withdrawn: %(area)s, %(qualifying)s of %(counted)s qualify")
            area = self.reckoning.names[outcome.locality]
            return words % {"area": area, "qualifying": county.qualifying, "counted": county.counted}
        return str(HEADINGS[key_of(outcome)])


def group_of(outcome: Stored, names: Mapping[str, str]) -> tuple[int, str, str]:
    """Where it stands: who receives, who keeps, whose locality failed by its area, whose offer is withheld."""
    if outcome.status == Status.WITHDRAWN:
        return 4, names[outcome.locality], outcome.locality
    if outcome.status == Status.WITHHELD:
        return 5, "shared out" if key_of(outcome)[2] else "kept", ""
    return (0 if receives(outcome) else 2) + (outcome.payment == Payment.HOLD), "", ""


HEADINGS = {
    ("kept", "release", True): _("Receives a share; payment released"),
    ("kept", "hold", True): _("Receives a share; payment held until it submits"),
    ("kept", "release", False): _("Keeps its offer; payment released"),
    ("kept", "hold", False): _("Keeps its offer; payment held until it submits"),
    ("withheld", "none", False): _("Withheld and kept centrally: no project"),
    ("withheld", "none", True): _("Withheld and shared out: no project"),
}


def key_of(outcome: Stored) -> tuple[str, str, bool]:
    """What its heading goes by."""
    if outcome.status == Status.WITHHELD:
        return outcome.status, outcome.payment, outcome.reason in ("single_tier_pooled", "condition_met_pooled")
    return outcome.status, outcome.payment, receives(outcome)


def receives(outcome: Stored) -> bool:
    """Whether it has a share of the pot."""
    return outcome.share_reason.startswith("receives")


def proof_of(determination: Determination) -> Proof:
    """With every outcome, in one query."""
    rules = tuple(sorted(determination.rules.items()))
    return Proof(determination, recount(STORED.texts(determination.pk), rules))


def by_group(proof: Proof, rows: Sequence[ProofRow]) -> Iterator[tuple[str, list[ProofRow]]]:
    """Rows under their headings, in their order."""
    for _group, members in groupby(rows, key=lambda row: row.group):
        found = list(members)
        yield proof.heading_of(found[0]), found


def is_central(one: Reckoned) -> bool:
    """Whether its offer is withheld and kept centrally."""
    return one.position.status.value == Status.WITHHELD and not one.position.is_pooled


def total(amounts: Iterator[Decimal]) -> Decimal:
    """In pounds."""
    return sum(amounts, Decimal(0))


def name_of(outcome: Outcome, county: str) -> str:
    """Of an outcome with its partnership loaded."""
    return named(outcome.partnership.area, outcome.tier, county)


def named(area: str, tier: str, county: str) -> str:
    """The area of a partnership; a county, called so in the region, is told from its districts."""
    return gettext("%(area)s (%(county)s)") % {"area": area, "county": county} if tier == "county" else area
