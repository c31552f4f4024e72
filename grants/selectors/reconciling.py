"""Does the ledger say what was decided? Everything is worked out again from the frozen facts."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Sum

from grants.models import Determination
from grants.rules import determination as rule
from grants.rules.positions import Payment, Status
from grants.selectors.determinations import differences, outcomes_of, result_of
from grants.selectors.eligibility import pounds
from ledger.models import Entry
from ledger.selectors import standings_of
from partnerships.models import Programme

Account = Entry.Account
Place = tuple[str, int | None]  # an account, and a partnership's id or nobody
SOURCE = "determination:"
NOTHING = pounds(0)


@dataclass(frozen=True)
class Fault:
    """One thing that does not agree: of `about`, `expected` should stand and `found` does; pounds where money is."""

    code: str
    about: str
    expected: str = ""
    found: str = ""


def source_of(determination: Determination) -> str:
    """What the ledger calls a determination."""
    return f"{SOURCE}{determination.pk}"


def account_of(outcome: rule.Outcome) -> Account | None:
    """Where an outcome's pounds lie: None for those that went into the pot."""
    position = outcome.position
    if position.status is Status.KEPT:
        return Account.COMMITTED if position.payment is Payment.RELEASE else Account.HELD
    return Account.WITHHELD if position.status is Status.WITHHELD and not position.is_pooled else None


def amounts(result: rule.Determination, partnerships: dict[str, int]) -> Iterator[tuple[str, int | None, int]]:
    """What a decision posts, in pence: every offer, and where its pounds lie now; nothing is posted of nothing."""
    for outcome in result:
        partnership, offer = partnerships[outcome.partnership.code], outcome.partnership.offer_pence
        account = account_of(outcome)
        lies = offer if account is Account.WITHHELD else outcome.final_pence
        if offer:
            yield Account.OFFERED.value, partnership, offer
        if account is not None and lies:
            yield account.value, partnership, lies
    if result.redistribution.left_pence:
        yield Account.UNDISTRIBUTED.value, None, result.redistribution.left_pence


def faults_in(programme: Programme) -> list[Fault]:
    """Everything that does not agree in one programme; nothing is what one wants."""
    decided = list(programme.determinations.filter(state=Determination.State.CONFIRMED))
    return [
        *(fault for determination in decided for fault in faults_of(determination)),
        *strangers(programme, {source_of(determination): determination.line_id for determination in decided}),
        *overdrawn(programme),
    ]


def faults_of(determination: Determination) -> Iterator[Fault]:
    """The rule asked again; its figures against the outcomes, and against what was posted."""
    outcomes = list(outcomes_of(determination))
    result = result_of(determination, outcomes)
    for found in differences(outcomes, result):
        yield Fault(f"outcome_{found.field}", found.code, found.now, found.stored)
    names = {outcome.partnership_id: outcome.partnership.area for outcome in outcomes}
    expected = {
        (account, partnership): pounds(pence)
        for account, partnership, pence in amounts(result, {row.code: row.partnership_id for row in outcomes})
    }
    posted = posted_by(determination)
    for place in sorted(expected.keys() | posted.keys(), key=str):
        yield from disagreement(place, expected.get(place, NOTHING), posted.get(place, NOTHING), names)


def disagreement(place: Place, expected: Decimal, posted: Decimal, names: dict[int, str]) -> Iterator[Fault]:
    """Of one account of one partnership, when there is one."""
    if expected != posted:
        account, partnership = place
        where = names.get(partnership, f"#{partnership}") if partnership else ""
        yield Fault(f"posted_{account}", where, str(expected), str(posted))


def posted_by(determination: Determination) -> dict[Place, Decimal]:
    """What stands in the ledger by this decision, on its own line."""
    entries = Entry.objects.filter(source=source_of(determination), line=determination.line_id).order_by()
    rows = entries.values_list("account", "partnership").annotate(sum=Sum("amount"))
    return {(account, partnership): amount for account, partnership, amount in rows}


def strangers(programme: Programme, known: Mapping[str, int]) -> Iterator[Fault]:
    """Entries that follow from nothing that was decided, or lie on another line than the one that pays for it."""
    entries = Entry.objects.filter(line__programme=programme).order_by()
    for source, line, amount in entries.values_list("source", "line").annotate(sum=Sum("amount")):
        if known.get(source) != line:
            yield Fault("no_such_source", source, "0.00", str(amount))


def overdrawn(programme: Programme) -> Iterator[Fault]:
    """Lines on which more was offered than they have, and lines whose accounts do not add up."""
    for line in standings_of(programme):
        lying = sum((amount for account, amount in line.sums.items() if account != Account.OFFERED), Decimal(0))
        if line.left < 0:
            yield Fault("overdrawn", line.line.name, str(line.line.amount), str(line.sums[Account.OFFERED]))
        if lying != line.sums[Account.OFFERED]:
            yield Fault("not_placed", line.line.name, str(line.sums[Account.OFFERED]), str(lying))
