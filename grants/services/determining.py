"""Deciding a year's grants: prepared by one person, confirmed by another, all or nothing each time."""

from collections.abc import Iterator
from datetime import datetime
from functools import cache
from itertools import product

from django.db import transaction
from django.db.models import Max

from accounts.models import Person
from audit.services import record
from grants.errors import (
    DecidedAlreadyError,
    DeterminationStandsError,
    FactsChangedError,
    LineTooSmallError,
    NotAllowedError,
    NotDeterminableError,
    SamePersonError,
)
from grants.models import Determination, Outcome
from grants.notifications.awards import tell_awarded
from grants.permissions.determinations import can_prepare_determination
from grants.rules.positions import Position
from grants.rules.settings import CHOICES, SWITCHES
from grants.selectors.determinations import (
    changed_since,
    facts_in,
    outcomes_of,
    result_of,
    standing_determination,
)
from grants.selectors.eligibility import Eligibility, eligibility_of, pounds, settings_of
from grants.selectors.reconciling import amounts, source_of
from kit.copying import as_text, copy_lines
from kit.garbage import search_put_off
from ledger.models import BudgetLine
from ledger.selectors import offered_from
from ledger.services import post
from partnerships.models import Programme
from partnerships.permissions.programmes import manages
from partnerships.rules.deadlines import local_day
from partnerships.selectors.standing import standing_of
from partnerships.services.holding import hold_programme
from projects.rules.submission import Window
from projects.selectors.windows import window_of_programme
from projects.services.closing import seal

State = Determination.State
COLUMNS = (
    *("determination", "partnership", "code", "tier", "locality", "population", "offer"),
    *("has_basis", "has_champion", "is_endorsed", "is_submitted", "is_shared"),
    *("status", "payment", "reason", "share_reason", "share", "final"),
)
# What is true of a project, in the order of COLUMNS, as five columns.
YES_OR_NO = {known: "\t".join("t" if one else "f" for one in known) for known in product((True, False), repeat=5)}


@transaction.atomic
@search_put_off()
def prepare_determination(
    *, programme: Programme, line: BudgetLine, minute: str, by: Person, at: datetime
) -> Determination:
    """Freeze the facts of this moment, the rules in force and what comes of them, for another person to confirm.

    Raises NotAllowedError, NotDeterminableError, DeterminationStandsError, LineTooSmallError, ProgrammeClosedError.
    """
    held = hold_programme(programme)
    if not can_prepare_determination(standing_of(by, on=local_day(at)), held):
        raise NotAllowedError
    eligibility = determinable(held, at)
    standing = standing_determination(held)
    if standing is not None:
        raise DeterminationStandsError(standing)
    line = paying_line(line.pk, held)
    check_line(line, eligibility.result.offered_pence)
    settings = settings_of(eligibility.terms)
    last = held.determinations.aggregate(number=Max("number"))["number"] or 0
    determination = Determination.objects.create(
        programme=held,
        number=last + 1,
        terms=eligibility.terms,
        line=line,
        minute=minute,
        rules={name: getattr(settings, name) for name in (*CHOICES, *SWITCHES)},
        prepared_by=by,
        prepared_at=at,
    )
    copy_lines(Outcome, COLUMNS, outcome_lines(determination, eligibility))
    note("determination.prepared", determination, by=by, at=at)
    return determination


@transaction.atomic
@search_put_off()
def confirm_determination(*, determination: Determination, by: Person, at: datetime) -> Determination:
    """Decide as it was prepared: post every amount in the ledger, seal what was submitted, and tell whom it concerns.

    Raises SamePersonError, NotAllowedError, DecidedAlreadyError, FactsChangedError, LineTooSmallError and
    ProgrammeClosedError.
    """
    held = hold_programme(determination.programme)
    if determination.prepared_by_id == by.pk:
        raise SamePersonError
    if not manages(standing_of(by, on=local_day(at)), held):
        raise NotAllowedError
    outcomes = list(outcomes_of(determination))
    decide(determination, State.CONFIRMED, by=by, at=at)
    check_facts(determination, outcomes, held, at)
    result = result_of(determination, outcomes)
    line = paying_line(determination.line_id, held)
    check_line(line, result.offered_pence)
    partnerships = {outcome.code: outcome.partnership_id for outcome in outcomes}
    post(
        line=line,
        amounts=(
            (account, partnership, as_money(pence)) for account, partnership, pence in amounts(result, partnerships)
        ),
        source=source_of(determination),
        by=by,
        at=at,
    )
    seal(programme=held, by=by, at=at)
    note("determination.confirmed", determination, by=by, at=at)
    tell_awarded(determination=determination, outcomes=outcomes, at=at)
    return determination


@transaction.atomic
def discard_determination(*, determination: Determination, by: Person, at: datetime) -> Determination:
    """Put aside what was prepared, to prepare it anew; raises as preparing and confirming do."""
    held = hold_programme(determination.programme)
    if not can_prepare_determination(standing_of(by, on=local_day(at)), held):
        raise NotAllowedError
    decide(determination, State.DISCARDED, by=by, at=at)
    note("determination.discarded", determination, by=by, at=at)
    return determination


def decide(determination: Determination, state: State, *, by: Person, at: datetime) -> None:
    """Of two at once, one finds it prepared and decides; the other is told who did."""
    waiting = Determination.objects.filter(pk=determination.pk, state=State.PREPARED)
    is_first = waiting.update(state=state, decided_by=by, decided_at=at)
    determination.refresh_from_db(fields=["state", "decided_by", "decided_at"])
    if not is_first:
        raise DecidedAlreadyError(determination)


def determinable(programme: Programme, at: datetime, window: Window | None = None) -> Eligibility:
    """The region as it stands; raises NotDeterminableError with what stands in the way. `window` is that of the
    programme, where it is known already.
    """
    if programme.state != Programme.State.OPEN:
        raise NotDeterminableError("year_not_open")
    if not (window or window_of_programme(programme)).has_closed(at):
        raise NotDeterminableError("submission_open")
    eligibility = eligibility_of(programme, on=local_day(at), in_order=False)
    if eligibility is None:
        raise NotDeterminableError("no_terms")
    if not eligibility.progress:
        raise NotDeterminableError("nobody")
    if eligibility.without_rate:
        raise NotDeterminableError("rate_unknown", eligibility.without_rate)
    if eligibility.population_unknown:
        known = eligibility.progress
        raise NotDeterminableError(
            "population_unknown",
            [programme.called(known[code].area, known[code].tier) for code in eligibility.population_unknown],
        )
    return eligibility


def paying_line(pk: int, programme: Programme) -> BudgetLine:
    """A line of a held year as it stands, not as a page saw it; raises NotDeterminableError unless it pays grants."""
    fit = BudgetLine.objects.filter(programme=programme, kind=BudgetLine.Kind.CASH, ring_fenced="")
    if (line := fit.filter(pk=pk).first()) is None:
        raise NotDeterminableError("line_unfit")
    return line


def check_line(line: BudgetLine, offered_pence: int) -> None:
    """Raises LineTooSmallError when the line, less what was offered on it already, is less than the offers."""
    left = line.amount - offered_from(line)
    if pounds(offered_pence) > left:
        raise LineTooSmallError(pounds(offered_pence), left)


def check_facts(determination: Determination, outcomes: list[Outcome], programme: Programme, at: datetime) -> None:
    """Raises FactsChangedError unless facts and terms are still those that were frozen."""
    eligibility = determinable(programme, at)
    changed = changed_since(facts_in(outcomes), eligibility)
    if changed or eligibility.terms.pk != determination.terms_id:
        raise FactsChangedError(changed)


def outcome_lines(determination: Determination, eligibility: Eligibility) -> Iterator[str]:
    """Every outcome as COPY reads it; what many have in common is written out once."""
    result, progress = eligibility.result, eligibility.progress
    text, money, position_text = cache(as_text), cache(as_money), cache(as_position)
    for outcome in result:
        facts, position, share, final = outcome
        code, tier, locality, offer, *known = facts[:9]
        yield (
            f"{determination.pk}\t{progress[code].pk}\t{as_text(code)}\t{tier}\t{text(locality)}"
            f"\t{text(facts.population)}\t{money(offer)}\t{YES_OR_NO[tuple(known)]}"
            f"\t{position_text(position)}\t{result.why_share(outcome)}\t{money(share)}\t{money(final)}"
        )


def as_position(position: Position) -> str:
    """Three columns."""
    return f"{position.status}\t{position.payment}\t{position.reason}"


def as_money(pence: int) -> str:
    """Pence, 0 or more, as the pounds that a decimal column reads: 630000 is `6300.00`."""
    return f"{pence // 100}.{pence % 100:02}"


def note(action: str, determination: Determination, *, by: Person, at: datetime) -> None:
    """Keep a deed about a determination in the trail."""
    details = {"number": determination.number, "minute": determination.minute}
    programme_id = determination.programme_id
    record(actor=by, action=action, at=at, subject=determination, programme_id=programme_id, details=details)
