"""What one partnership was awarded, and everything that says why."""

from collections.abc import Container, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, Q, Sum
from django.db.models.functions import Coalesce

from grants.models import Determination, Outcome
from grants.rules.facts import Missing, PartnershipFacts
from grants.rules.localities import CountyDecision, county_decisions
from grants.rules.positions import POOLED, RECEIVING, Status
from grants.rules.settings import Settings
from grants.selectors.determinations import facts_in
from grants.selectors.proof_rows import has_odd_penny, whole_share
from grants.selectors.reasons import steps_in_words
from kit.prepared import Prepared, PreparedValues

SHARED_OUT = Q(status=Status.WITHDRAWN) | Q(reason__in=POOLED)


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
        return has_odd_penny(self.outcome)

    @property
    def whole_share(self) -> Decimal:
        """Its share without the odd penny."""
        return whole_share(self.outcome)

    @property
    def second_instalment(self) -> int:
        """What the first one leaves, per cent."""
        return 100 - self.determination.terms.first_instalment

    @property
    def missing(self) -> str:
        """What its project lacked, in words; sharing is no part of having a project."""
        return steps_in_words(step for step in self.facts.missing if step is not Missing.SHARING)


def award_of(outcome: Outcome) -> Award:
    """In two queries more: its locality, and the sums of the pot."""
    beside = BESIDE.fetch(outcome.determination_id, outcome.locality) if outcome.locality else [outcome]
    locality = [outcome if one.pk == outcome.pk else one for one in beside]
    [award] = awards_of(outcome.determination, locality, only={outcome.partnership_id})
    return award


def awards_of(determination: Determination, outcomes: Sequence[Outcome], *, only: Container[int]) -> list[Award]:
    """The awards of the partnerships with these ids, of outcomes that hold the whole locality of each; one query."""
    settings = Settings(**determination.rules)
    facts = facts_in(list(outcomes))
    decisions = county_decisions([one for one in facts if one.locality], settings)
    areas = {one.locality: one.partnership.area for one in outcomes if one.code == one.locality}
    pot, receivers = (POT.fetch(determination.pk) or [(Decimal(0), 0)])[0]
    return [
        Award(
            outcome=outcome,
            facts=own,
            settings=settings,
            decision=decisions.get(outcome.locality),
            pot=pot,
            receivers=receivers,
            county_area=areas.get(outcome.locality, outcome.partnership.area),
        )
        for outcome, own in zip(outcomes, facts, strict=True)
        if outcome.partnership_id in only
    ]


ROW, LOCALITY = -1, "locality"  # stand for the key of a determination, and for the code of a locality
BESIDE = Prepared(
    lambda: Outcome.objects.filter(determination=ROW, locality=LOCALITY).select_related("partnership"), ROW, LOCALITY
)
POT = PreparedValues(
    lambda: (
        Outcome.objects.filter(determination=ROW)
        .order_by()
        .values("determination")
        .annotate(
            pot=Coalesce(Sum("offer", filter=SHARED_OUT), Decimal(0)),
            receivers=Count("pk", filter=Q(share_reason__in=RECEIVING)),
        )
        .values_list("pot", "receivers")
    ),
    ROW,
)
