"""Writes about budget lines; each is kept in the trail as it was and as it is."""

from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import Value
from django.db.models.functions import Lower

from accounts.models import Person
from audit.services import record
from ledger.errors import LineChangedError, LineKnownError
from ledger.models import BudgetLine
from partnerships.models import Programme
from partnerships.services.holding import before_and_after, hold_programme

FIELDS = ("name", "funder", "purpose", "kind", "amount", "ring_fenced")


@transaction.atomic
def add_budget_line(
    *,
    programme: Programme,
    name: str,
    funder: str,
    purpose: str,
    amount: Decimal,
    ring_fenced: str,
    kind: str,
    by: Person | None,
    at: datetime,
) -> BudgetLine:
    """A line in pounds; `ring_fenced` says what alone it is for, or is empty.

    Raises LineKnownError for a second one of that name, and ProgrammeClosedError.
    """
    hold_programme(programme)
    _refuse_known(programme.pk, name)
    line = BudgetLine.objects.create(
        programme=programme,
        name=name,
        funder=funder,
        purpose=purpose,
        amount=amount,
        ring_fenced=ring_fenced,
        kind=kind,
    )
    details = {"name": name, "amount": str(amount), "kind": kind}
    record(actor=by, action="budget.added", at=at, subject=line, programme_id=programme.pk, details=details)
    return line


@transaction.atomic
def change_budget_line(*, line: BudgetLine, seen: int, by: Person, at: datetime, **fields: Any) -> BudgetLine:
    """Change a line; raises LineKnownError, LineChangedError and ProgrammeClosedError."""
    held = _hold(line, seen)
    changed = {name: (getattr(held, name), value) for name, value in fields.items() if getattr(held, name) != value}
    if not changed:
        return held
    _refuse_known(held.programme_id, fields.get("name", held.name), but=held.pk)
    for name, (_, value) in changed.items():
        setattr(held, name, value)
    held.version += 1
    held.save(update_fields=[*changed, "version"])
    details = before_and_after(changed)
    record(actor=by, action="budget.changed", at=at, subject=held, programme_id=held.programme_id, details=details)
    return held


@transaction.atomic
def remove_budget_line(*, line: BudgetLine, seen: int, by: Person, at: datetime) -> None:
    """Take a line out of the budget; the trail keeps what it said."""
    held = _hold(line, seen)
    details = {name: str(getattr(held, name)) for name in FIELDS}
    record(actor=by, action="budget.removed", at=at, subject=held, programme_id=held.programme_id, details=details)
    held.delete()


@transaction.atomic
def copy_budget(*, source: Programme, programme: Programme, by: Person, at: datetime) -> int:
    """Last year's lines for a new year, in one go; how many there were."""
    lines = [
        BudgetLine(programme=programme, **{name: getattr(line, name) for name in FIELDS})
        for line in BudgetLine.objects.filter(programme=source)
    ]
    BudgetLine.objects.bulk_create(lines)
    details = {"from": source.pk, "lines": len(lines)}
    record(actor=by, action="budget.copied", at=at, subject=programme, programme_id=programme.pk, details=details)
    return len(lines)


def _hold(line: BudgetLine, seen: int) -> BudgetLine:
    """The line as it stands, its year locked; raises LineChangedError when it is not the one seen."""
    hold_programme(line.programme)
    held = BudgetLine.objects.select_for_update().filter(pk=line.pk, version=seen).first()
    if held is None:
        raise LineChangedError
    return held


def _refuse_known(programme_id: int, name: str, but: int = 0) -> None:
    lines = BudgetLine.objects.filter(programme=programme_id).exclude(pk=but).alias(small=Lower("name"))
    if lines.filter(small=Lower(Value(name))).exists():
        raise LineKnownError(name)
