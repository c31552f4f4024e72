"""Writes about budget lines, by who manages the year; each is kept in the trail as it was and as it is."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import ProtectedError, Value
from django.db.models.functions import Lower

from accounts.models import Person
from audit.services import record
from kit.copying import as_text, copy_lines
from ledger.errors import BelowOfferedError, LineChangedError, LineInUseError, LineKnownError
from ledger.models import BudgetLine, Entry
from ledger.selectors import offered_from
from partnerships.models import Programme
from partnerships.services.holding import before_and_after, hold_as_manager, mark_saved, refuse_others

STEP = "budget"  # of setting up a year
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

    Raises LineKnownError for a second one of that name, ProgrammeClosedError and NotManagerError.
    """
    mark_saved(hold_as_manager(programme, by=by, at=at), STEP)
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
    """Change a line; raises LineKnownError, LineChangedError, ProgrammeClosedError and NotManagerError; LineInUseError
    when it would be no money any more, BelowOfferedError when it would have less than was offered from it.
    """
    held = _hold(line, seen, by, at)
    changed = {name: (getattr(held, name), value) for name, value in fields.items() if getattr(held, name) != value}
    if not changed:
        return held
    _refuse_known(held.programme_id, fields.get("name", held.name), but=held.pk)
    _refuse_short(held, changed)
    for name, (_, value) in changed.items():
        setattr(held, name, value)
    held.version += 1
    held.save(update_fields=[*changed, "version"])
    details = before_and_after(changed)
    record(actor=by, action="budget.changed", at=at, subject=held, programme_id=held.programme_id, details=details)
    return held


@transaction.atomic
def remove_budget_line(*, line: BudgetLine, seen: int, by: Person, at: datetime) -> None:
    """Take a line out of the budget; the trail keeps what it said. Raises as `change_budget_line`, and LineInUseError
    when grants were decided from it, or are prepared."""
    held = _hold(line, seen, by, at)
    details = {name: str(getattr(held, name)) for name in FIELDS}
    record(actor=by, action="budget.removed", at=at, subject=held, programme_id=held.programme_id, details=details)
    try:
        held.delete()
    except ProtectedError as error:
        raise LineInUseError from error


@transaction.atomic
def copy_budget(*, source: Programme, programme: Programme, by: Person, at: datetime) -> int:
    """Last year's lines for a new year; how many there were. Raises ProgrammeClosedError and NotManagerError."""
    hold_as_manager(programme, by=by, at=at)
    refuse_others(source, by=by, at=at)
    lines = [
        BudgetLine(programme=programme, **{name: getattr(line, name) for name in FIELDS})
        for line in BudgetLine.objects.filter(programme=source)
    ]
    BudgetLine.objects.bulk_create(lines)
    details = {"from": source.pk, "lines": len(lines)}
    record(actor=by, action="budget.copied", at=at, subject=programme, programme_id=programme.pk, details=details)
    return len(lines)


def _hold(line: BudgetLine, seen: int, by: Person, at: datetime) -> BudgetLine:
    """The line as it stands, its year locked; raises LineChangedError when it is not the one seen."""
    mark_saved(hold_as_manager(line.programme, by=by, at=at), STEP)
    held = BudgetLine.objects.select_for_update().filter(pk=line.pk, version=seen).first()
    if held is None:
        raise LineChangedError
    return held


def _refuse_short(held: BudgetLine, changed: Mapping[str, tuple[Any, Any]]) -> None:
    if "kind" in changed and held.entries.exists():
        raise LineInUseError
    if "amount" in changed:
        offered = offered_from(held)
        if changed["amount"][1] < offered:
            raise BelowOfferedError(offered)


def _refuse_known(programme_id: int, name: str, but: int = 0) -> None:
    lines = BudgetLine.objects.filter(programme=programme_id).exclude(pk=but).alias(small=Lower("name"))
    if lines.filter(small=Lower(Value(name))).exists():
        raise LineKnownError(name)


def post(
    *,
    line: BudgetLine,
    amounts: Iterable[tuple[str, int | None, Decimal | str]],
    source: str,
    by: Person,
    at: datetime,
) -> None:
    """Post on a line: account, partnership's id (None for money that is nobody's) and pounds, which are never 0.

    The one writer of `Entry`, inside the caller's transaction, in which it has locked the year and keeps the deed in
    the trail. Raises IntegrityError when the source has posted on one of the accounts already.
    """
    tail = "\t".join(map(as_text, (source, by.pk, at.isoformat())))
    fields = ("line", "account", "partnership", "amount", "source", "posted_by", "posted_at")
    rows = (
        f"{line.pk}\t{account}\t{as_text(partnership)}\t{amount}\t{tail}" for account, partnership, amount in amounts
    )
    copy_lines(Entry, fields, rows)
