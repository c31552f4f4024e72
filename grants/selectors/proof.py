"""The proof sheet: everything that was decided of each partnership, beside the rule asked again."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from itertools import groupby
from typing import NamedTuple

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from grants.models import Determination, Outcome
from grants.rules.determination import Outcome as Reckoned
from grants.selectors.determinations import Difference, Stored, differences, result_of, stored_in
from grants.selectors.eligibility import pence, pounds
from grants.selectors.reasons import what_is_missing
from grants.selectors.reckoning import Reckoning, check_lines, compared

Status, Payment = Outcome.Status, Outcome.Payment
PENNY = Decimal("0.01")
PAYMENTS = {Payment.RELEASE: _("Released"), Payment.HOLD: _("Held"), Payment.NONE: _("None")}


class ProofRow(NamedTuple):
    """One partnership: what was stored of it, the rule's own words about it, and its final sum on another basis."""

    outcome: Stored
    reckoned: Reckoned
    compared: Decimal
    group: str
    name: str

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


@dataclass(frozen=True)
class Proof:
    """A determination with every outcome, the rule asked again on the same facts, and the same by another basis."""

    determination: Determination
    outcomes: Sequence[Stored]

    @cached_property
    def reckoning(self) -> Reckoning:
        """The rule asked again."""
        names = {outcome.code: outcome.area for outcome in self.outcomes}
        return Reckoning(result_of(self.determination, self.outcomes), names)

    @cached_property
    def other(self) -> Reckoning:
        """What another basis would have made of it."""
        return compared(self.reckoning)

    @cached_property
    def differences(self) -> list[Difference]:
        """Where the rule, asked again, says something else."""
        return differences(self.determination, self.outcomes, self.reckoning.result)

    @cached_property
    def again(self) -> dict[str, Reckoned]:
        """What the rule, asked again, says of each, by code."""
        return self.reckoning.result.by_code

    @cached_property
    def rows(self) -> list[ProofRow]:
        """Every partnership, those in one position together, each position in the order of codes."""
        again, others = self.again, {one.partnership.code: one.final_pence for one in self.other.result}
        county = self.determination.programme.word("county")
        rows = [
            ProofRow(
                one, again[one.code], pounds(others[one.code]), self.group_of(one), named(one.area, one.tier, county)
            )
            for one in self.outcomes
        ]
        return sorted(rows, key=lambda row: (self.rank(row), row.outcome.code))

    @cached_property
    def sums(self) -> Sums:
        """The foot of the table."""
        return Sums(
            offer=total(row.outcome.offer for row in self.rows),
            whole_share=total(row.whole_share for row in self.rows),
            odd_pennies=sum(row.has_odd_penny for row in self.rows),
            final=total(row.outcome.final for row in self.rows),
            compared=total(row.compared for row in self.rows),
            withheld=total(row.outcome.offer for row in self.rows if is_central(row.reckoned)),
        )

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

    @property
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
        return sum(outcome.final > 0 for outcome in self.outcomes)

    def rank(self, row: ProofRow) -> tuple[int, str]:
        """Where its group stands: who receives, who keeps, whose locality failed, whose offer is withheld."""
        outcome = row.outcome
        keeps = outcome.status == Status.KEPT
        first = (0 if receives(outcome) else 2) + (outcome.payment == Payment.HOLD) if keeps else 4
        return first + (outcome.status == Status.WITHHELD), row.group

    def group_of(self, outcome: Stored) -> str:
        """The heading it stands under; written once for all that have one in common."""
        common = (outcome.locality,) if outcome.status == Status.WITHDRAWN else key_of(outcome)
        if common not in self.headings:
            self.headings[common] = self.heading_of(outcome)
        return self.headings[common]

    @cached_property
    def headings(self) -> dict[tuple[object, ...], str]:
        """Those that were needed so far."""
        return {}

    def heading_of(self, outcome: Stored) -> str:
        """What becomes of its offer, and why."""
        if outcome.status == Status.WITHDRAWN:
            county = self.reckoning.result.counties[outcome.locality]
            words = gettext("Withdrawn: %(area)s, %(qualifying)s of %(counted)s qualify")
            area = self.reckoning.names[outcome.locality]
            return words % {"area": area, "qualifying": county.qualifying, "counted": county.counted}
        return str(HEADINGS[key_of(outcome)])


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
    return Proof(determination, stored_in(determination))


def by_group(rows: Sequence[ProofRow]) -> Iterator[tuple[str, list[ProofRow]]]:
    """Rows under their headings, in their order."""
    for group, members in groupby(rows, key=lambda row: row.group):
        yield group, list(members)


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
