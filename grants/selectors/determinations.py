"""Reads about decisions on grants: what stands, what it rested on, and whether it would come out the same."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any, NamedTuple

from django.db.models import F, QuerySet

from grants.models import Determination, Outcome
from grants.rules import determination as rule
from grants.rules.facts import PartnershipFacts
from grants.rules.settings import Settings
from grants.selectors.eligibility import KEPT, TIERS, Eligibility, Region, eligibility_of, pence, pounds
from kit.prepared import PreparedValues, told_in
from partnerships.models import Programme
from projects.rules.submission import Window
from projects.selectors.progress import Reading, progress_of

State = Determination.State
WHICH = -1  # stands for the determination that is asked about


class Stored(NamedTuple):
    """An outcome as it was stored, named as its columns are, in pounds; a third of the time that a row of the model
    takes, of which a proof sheet has 1,000. `area` is the partnership's.
    """

    partnership_id: int
    area: str
    code: str
    tier: str
    locality: str
    population: int | None
    offer: Decimal
    has_basis: bool
    has_champion: bool
    is_endorsed: bool
    is_submitted: bool
    is_shared: bool
    status: str
    payment: str
    reason: str
    share_reason: str
    share: Decimal
    final: Decimal


STORED = PreparedValues(
    lambda: (
        Outcome.objects.filter(determination=WHICH)
        .order_by("code")
        .values_list("partnership_id", F("partnership__area"), *Stored._fields[2:])
    ),
    WHICH,
)


@dataclass(frozen=True)
class Difference:
    """One figure of one partnership that is not as it was stored."""

    code: str
    field: str
    stored: str
    now: str


def standing_determination(programme: Programme) -> Determination | None:
    """The one that is prepared or confirmed, with the people who did so."""
    found = programme.determinations.exclude(state=State.DISCARDED)
    return found.select_related("prepared_by", "decided_by", "line", "terms", "programme").first()


def as_it_stands(programme: Programme, window: Window, *, on: date) -> Eligibility | None:
    """The whole region as it was decided, once its `window` is sealed, in three queries; else live, in as many."""
    decided = programme.determinations.filter(state=State.CONFIRMED).select_related("programme", "terms")
    determination = decided.first() if window.is_sealed else None
    return as_decided(determination, on=on) if determination else eligibility_of(programme, on=on)


def as_decided(determination: Determination, *, on: date, in_order: bool = True) -> Eligibility:
    """From the facts that were frozen; how far drafts were, from projects, which do not move any more."""
    rows = progress_of(determination.programme, terms=determination.terms, on=on, in_order=in_order)
    rules = tuple(sorted(determination.rules.items()))
    region = decided_region(STORED.texts(determination.pk), rows, rules)
    return Eligibility(determination.programme, determination.terms, region, determination)


@lru_cache(KEPT)
def decided_region(texts: tuple[str, ...], rows: Reading, rules: tuple[tuple[str, Any], ...]) -> Region:
    """What these choices make of facts as they were stored, beside how far projects are: the same for the same."""
    outcomes = [Stored(*row) for row in told_in(texts)]
    codes = {one.partnership_id: one.code for one in outcomes}
    progress = {codes[row.pk]: row._replace(code=codes[row.pk]) for row in rows if row.pk in codes}
    facts = facts_in(outcomes)
    return Region(progress, facts, rule.determine(facts, Settings(**dict(rules))))


def outcomes_of(determination: Determination) -> QuerySet[Outcome]:
    """Every partnership's, in the order of their codes."""
    return determination.outcomes.select_related("partnership__county").order_by("code")


def facts_in(outcomes: Iterable[Outcome | Stored]) -> list[PartnershipFacts]:
    """What was known of each partnership when it was decided."""
    return [
        PartnershipFacts(
            one.code,
            TIERS[one.tier],
            one.locality,
            pence(one.offer),
            one.has_basis,
            one.has_champion,
            one.is_endorsed,
            one.is_submitted,
            one.is_shared,
            one.population,
        )
        for one in outcomes
    ]


def result_of(determination: Determination, outcomes: Iterable[Outcome | Stored]) -> rule.Determination:
    """The rule asked again, on the stored facts and choices."""
    return rule.determine(facts_in(outcomes), Settings(**determination.rules))


def differences(outcomes: Iterable[Outcome | Stored], again: rule.Determination) -> list[Difference]:
    """Where the rule, asked `again`, says something else than was stored; nothing, as long as both are sound."""
    results = {one.partnership.code: one for one in again}
    return [
        Difference(one.code, field, str(getattr(one, field)), str(now))
        for one in outcomes
        if not is_as_stored(one, results[one.code], again)
        for field, now in columns(again, results[one.code]).items()
        if getattr(one, field) != now
    ]


def is_as_stored(stored: Outcome | Stored, now: rule.Outcome, result: rule.Determination) -> bool:
    """Whether the rule says of one partnership what it said then."""
    _, position, share, final = now
    return (
        (pence(stored.share), pence(stored.final)) == (share, final)
        and (stored.status, stored.payment, stored.reason) == (position.status, position.payment, position.reason)
        and stored.share_reason == result.why_share(now)
    )


def columns(result: rule.Determination, outcome: rule.Outcome) -> dict[str, str | Decimal]:
    """What the rule says of one partnership, as the table stores it."""
    position = outcome.position
    return {
        "status": position.status.value,
        "payment": position.payment.value,
        "reason": position.reason.value,
        "share_reason": result.why_share(outcome).value,
        "share": pounds(outcome.redistribution_pence),
        "final": pounds(outcome.final_pence),
    }


def changed_since(then: Iterable[PartnershipFacts], now: Eligibility) -> list[str]:
    """The areas of which another fact is true now than `then`, or that came or went; in the order of their codes."""
    return list(areas({facts.code for facts in {*then} ^ {*now.region.facts}}, now))


def areas(codes: Iterable[str], eligibility: Eligibility) -> Iterator[str]:
    """Names of areas for people, codes of those that are gone."""
    for code in sorted(codes):
        known = eligibility.progress.get(code)
        yield eligibility.programme.called(known.area, known.tier) if known else code
