"""What one partnership was awarded, and everything that says why."""

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, Q, Sum
from django.db.models.functions import Coalesce

from grants.models import Determination, Outcome
from grants.rules.facts import Missing, PartnershipFacts
from grants.rules.localities import CountyDecision, county_decisions
from grants.rules.settings import Settings
from grants.selectors.determinations import facts_in
from grants.selectors.reasons import MISSING

PENNY = Decimal("0.01")
POOLED = Q(status="withdrawn") | Q(reason__in=["single_tier_pooled", "condition_met_pooled"])
RECEIVES = ("receives", "receives_odd_penny")


@dataclass(frozen=True)
class Award:
    """An outcome that was confirmed; `pot` in pounds was shared among `receivers`. `decision` is of the locality it
    was judged in, whose county is `county_area`; a single tier names itself there."""

    outcome: Outcome
    facts: PartnershipFacts
    settings: Settings
    decision: CountyDecision | None
    pot: Decimal
    receivers: int
    county_area: str

    @property
    def determination(self) -> Determination:
        """What decided it."""
        return self.outcome.determination

    @property
    def has_odd_penny(self) -> bool:
        """Whether rounding left it one more."""
        return self.outcome.share_reason == "receives_odd_penny"

    @property
    def whole_share(self) -> Decimal:
        """Its share without the odd penny."""
        return self.outcome.share - PENNY * self.has_odd_penny

    @property
    def second_instalment(self) -> int:
        """What the first one leaves, per cent."""
        return 100 - self.determination.terms.first_instalment

    @property
    def missing(self) -> str:
        """What its project lacked, in words; sharing is no part of having a project."""
        steps = (step for step in self.facts.missing if step is not Missing.SHARING)
        return ", ".join(str(MISSING[step]) for step in steps)


def award_of(outcome: Outcome) -> Award:
    """In two queries more: its locality, and the sums of the pot."""
    determination = outcome.determination
    settings = Settings(**determination.rules)
    own = facts_in([outcome])[0]
    beside = determination.outcomes.filter(locality=outcome.locality).select_related("partnership")
    locality = list(beside) if outcome.locality else []
    area = next((one.partnership.area for one in locality if one.code == one.locality), outcome.partnership.area)
    pot = determination.outcomes.aggregate(
        sum=Coalesce(Sum("offer", filter=POOLED), Decimal(0)),
        receivers=Count("pk", filter=Q(share_reason__in=RECEIVES)),
    )
    decision = county_decisions(facts_in(locality), settings)[outcome.locality] if outcome.locality else None
    return Award(outcome, own, settings, decision, pot["sum"], pot["receivers"], area)
