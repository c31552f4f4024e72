"""The grants of the demonstration's years: prepared by one person and confirmed by another, when their day has come."""

from datetime import date, datetime

from django.db import transaction

from accounts.models import Person
from demonstration.rules.calendar import moment_of
from demonstration.selectors.files import Row, rows_of
from grants.errors import FactsChangedError, LineTooSmallError, NotDeterminableError
from grants.models import Determination
from grants.selectors.determinations import standing_determination
from grants.services.determining import confirm_determination, prepare_determination
from ledger.models import BudgetLine
from partnerships.models import Programme, Role
from partnerships.rules.deadlines import local_day

Kind = Role.Kind
# What a visitor may have changed so that nobody could decide: the grants then wait, as in a real year.
UNDECIDED = (NotDeterminableError, LineTooSmallError, FactsChangedError)


def decide_grants(programme: Programme, *, today: date, at: datetime) -> bool:
    """Decide the grants of an open year once the day of its row in `decisions.csv` is there, and nobody has.

    What somebody has prepared is confirmed by another person now. False where nothing was decided.
    """
    row = next((row for row in rows_of("decisions") if row["programme"] == programme.key), None)
    if row is None or moment_of(programme.starts, int(row["confirmed"]), 0).date() > today:
        return False
    try:
        with transaction.atomic():
            return decide(programme, row, at)
    except UNDECIDED:
        return False


def decide(programme: Programme, row: Row, at: datetime) -> bool:
    """Prepare what nobody has prepared, and confirm what nobody has confirmed."""
    prepared, confirmed = (moment_of(programme.starts, int(row[deed]), 11) for deed in ("prepared", "confirmed"))
    standing = standing_determination(programme)
    if standing is None:
        standing = prepare(programme, row["minute"], prepared)
    else:
        confirmed = at
    if standing is None or standing.state == Determination.State.CONFIRMED:
        return False
    others = [person for person in deciders(programme, Kind.MANAGER, at=confirmed) if person != standing.prepared_by]
    if not others:
        return False
    confirm_determination(determination=standing, by=others[0], at=confirmed)
    return True


def prepare(programme: Programme, minute: str, at: datetime) -> Determination | None:
    """By finance, or by whoever manages where nobody looks after the money; from the first line that grants may use."""
    people = deciders(programme, Kind.FINANCE, Kind.MANAGER, at=at)
    line = programme.budget_lines.filter(kind=BudgetLine.Kind.CASH, ring_fenced="").first()
    if line is None or len(people) < 2:
        return None
    return prepare_determination(programme=programme, line=line, minute=minute, by=people[0], at=at)


def deciders(programme: Programme, *kinds: str, at: datetime) -> list[Person]:
    """Who holds these roles at that time: finance first, then the manager, then the deputy."""
    held = Role.objects.held_on(local_day(at)).filter(programme=programme, kind__in=kinds, person__is_active=True)
    return [role.person for role in held.select_related("person").order_by("kind", "is_deputy", "pk")]
