"""One line of a proof sheet: what was stored of a partnership, beside what the rule says of it, and where it stands."""

from collections.abc import Mapping
from decimal import Decimal
from typing import NamedTuple

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from grants.models import Outcome
from grants.rules.determination import Outcome as Reckoned
from grants.rules.positions import POOLED, RECEIVING, WhyShare
from grants.rules.positions import Payment as Paid
from grants.selectors.determinations import Stored
from grants.selectors.eligibility import pounds
from grants.selectors.reasons import PAYMENTS, what_is_missing

Status, Payment = Outcome.Status, Outcome.Payment
GroupKey = tuple[int, str, str]
PENNY = Decimal("0.01")


class ProofRow(NamedTuple):
    """One partnership: what was stored of it, the rule's own words about it, and its final sum on another basis in
    pence. Those with the same `group` stand together, in the order of groups.
    """

    outcome: Stored
    reckoned: Reckoned
    compared_pence: int
    group: GroupKey

    @property
    def compared(self) -> Decimal:
        """Its final sum on another basis, in pounds."""
        return pounds(self.compared_pence)

    @property
    def has_odd_penny(self) -> bool:
        """Whether rounding left it one more."""
        return has_odd_penny(self.outcome)

    @property
    def whole_share(self) -> Decimal:
        """Its share without the odd penny."""
        return whole_share(self.outcome)

    @property
    def payment(self) -> str:
        """In the words of the awards."""
        return str(PAYMENTS[Paid(self.outcome.payment)])

    @property
    def missing(self) -> str:
        """What there was of a project, where payment waits or the offer is lost."""
        if not self.reckoned.partnership.has_project:
            return self.lacked
        if self.outcome.status != Status.WITHDRAWN:
            return ""
        return ", ".join(filter(None, (gettext("has a project"), self.lacked)))

    @property
    def lacked(self) -> str:
        """What its project lacked when it was decided."""
        return what_is_missing(self.reckoned)


def group_of(outcome: Stored, names: Mapping[str, str]) -> GroupKey:
    """Where it stands: who receives, who keeps, whose locality failed by its area, whose offer is withheld."""
    if outcome.status == Status.WITHDRAWN:
        return 4, names[outcome.locality], outcome.locality
    if outcome.status == Status.WITHHELD:
        return 5, "shared out" if key_of(outcome)[2] else "kept", ""
    return (0 if receives(outcome) else 2) + (outcome.payment == Payment.HOLD), "", ""


HEADINGS = {
    ("kept", "release", True): _("Receives a share; payment to be released"),
    ("kept", "hold", True): _("Receives a share; payment held, as it has no project"),
    ("kept", "release", False): _("Keeps its offer; payment to be released"),
    ("kept", "hold", False): _("Keeps its offer; payment held, as it has no project"),
    ("withheld", "none", False): _("Withheld and kept centrally: no project"),
    ("withheld", "none", True): _("Withheld and shared out: no project"),
}


def key_of(outcome: Stored) -> tuple[str, str, bool]:
    """What its heading goes by."""
    if outcome.status == Status.WITHHELD:
        return outcome.status, outcome.payment, outcome.reason in POOLED
    return outcome.status, outcome.payment, receives(outcome)


def receives(outcome: Stored) -> bool:
    """Whether it has a share of the pot."""
    return outcome.share_reason in RECEIVING


def has_odd_penny(outcome: Outcome | Stored) -> bool:
    """Whether rounding left it one more."""
    return outcome.share_reason == WhyShare.RECEIVES_ODD_PENNY


def whole_share(outcome: Outcome | Stored) -> Decimal:
    """Its share without the odd penny, in pounds."""
    return outcome.share - PENNY * has_odd_penny(outcome)
