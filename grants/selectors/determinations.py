"""Reads about decisions on grants: what stands, what it rested on, and whether it would come out the same."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import QuerySet

from grants.models import Determination, Outcome
from grants.rules import determination as rule
from grants.rules.facts import PartnershipFacts, Tier
from grants.rules.settings import Settings
from grants.selectors.eligibility import Eligibility, eligibility_of, pence, pounds
from partnerships.models import Programme
from projects.rules.submission import Window
from projects.selectors.progress import progress_of

State = Determination.State
# The columns of an outcome that are facts, as `PartnershipFacts` names them; the offer is in pence there.
FACTS = ("has_basis", "has_champion", "is_endorsed", "is_submitted", "is_shared", "population")


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


def confirmed_determination(programme: Programme) -> Determination | None:
    """The decision of the year."""
    return programme.determinations.filter(state=State.CONFIRMED).select_related("prepared_by", "decided_by").first()


def as_it_stands(programme: Programme, window: Window, *, on: date) -> Eligibility | None:
    """The whole region as it was decided, once its `window` is sealed, in three queries; else live, in as many."""
    decided = programme.determinations.filter(state=State.CONFIRMED).select_related("programme", "terms")
    determination = decided.first() if window.is_sealed else None
    return as_decided(determination, on=on) if determination else eligibility_of(programme, on=on)


def as_decided(determination: Determination, *, on: date, in_order: bool = True) -> Eligibility:
    """From the facts that were frozen; how far drafts were, from projects, which do not move any more."""
    outcomes = list(determination.outcomes.all())
    codes = {row.partnership_id: row.code for row in outcomes}
    rows = progress_of(determination.programme, terms=determination.terms, on=on, in_order=in_order)
    progress = {codes[row.pk]: row._replace(code=codes[row.pk]) for row in rows if row.pk in codes}
    return Eligibility(determination.programme, determination.terms, progress, result_of(determination, outcomes))


def outcomes_of(determination: Determination) -> QuerySet[Outcome]:
    """Every partnership's, in the order of their codes."""
    return determination.outcomes.select_related("partnership__county").order_by("code")


def facts_in(outcomes: Iterable[Outcome]) -> list[PartnershipFacts]:
    """What was known of each partnership when it was decided."""
    return [
        PartnershipFacts(
            code=outcome.code,
            tier=Tier(outcome.tier),
            locality=outcome.locality,
            offer_pence=pence(outcome.offer),
            **{name: getattr(outcome, name) for name in FACTS},
        )
        for outcome in outcomes
    ]


def result_of(determination: Determination, outcomes: Iterable[Outcome]) -> rule.Determination:
    """The rule asked again, on the stored facts and choices."""
    return rule.determine(facts_in(outcomes), Settings(**determination.rules))


def differences(
    determination: Determination, outcomes: Iterable[Outcome], again: rule.Determination | None = None
) -> list[Difference]:
    """Where the rule, asked again, says something else than what was stored; nothing, as long as both are sound.
    `again` is what it said, where it was asked already.
    """
    stored = list(outcomes)
    again = again or result_of(determination, stored)
    results = again.by_code
    return [
        Difference(outcome.code, field, str(getattr(outcome, field)), str(now))
        for outcome in stored
        for field, now in columns(again, results[outcome.code]).items()
        if getattr(outcome, field) != now
    ]


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


def changed_since(outcomes: Iterable[Outcome], eligibility: Eligibility) -> list[str]:
    """The areas of which another fact is true now than was stored, or that came or went; in their order."""
    then = {facts.code: facts for facts in facts_in(outcomes)}
    now = {outcome.partnership.code: outcome.partnership for outcome in eligibility.result}
    codes = {code for code in then.keys() | now.keys() if then.get(code) != now.get(code)}
    return list(areas(codes, eligibility))


def areas(codes: Iterable[str], eligibility: Eligibility) -> Iterator[str]:
    """Names of areas for people, codes of those that are gone."""
    for code in sorted(codes):
        known = eligibility.progress.get(code)
        yield known.area if known else code
