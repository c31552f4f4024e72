"""Writes about programme years: added, changed, opened once, closed once."""

from datetime import date, datetime
from typing import Any

from django.db import transaction

from accounts.models import Person
from audit.services import record
from partnerships.errors import ProgrammeNotReadyError, ProgrammeOpenedError
from partnerships.models import Programme
from partnerships.rules.setting_up import problems_of, stopping
from partnerships.selectors.setting_up import set_up_facts
from partnerships.services.holding import before_and_after, hold_as_manager, hold_programme, mark_saved
from partnerships.services.terms import fix_terms


@transaction.atomic
def add_programme(
    *, key: str, name: str, region: str, starts: date, ends: date, by: Person | None, at: datetime
) -> Programme:
    """A programme year with neither partnerships nor people; `by` is None at the operator's command line."""
    programme = Programme.objects.create(key=key, name=name, region=region, starts=starts, ends=ends)
    record(actor=by, action="programme.added", at=at, subject=programme, programme_id=programme.pk)
    return programme


@transaction.atomic
def change_programme(
    *,
    programme: Programme,
    by: Person | None,
    at: datetime,
    step: str = "",
    seen: int | None = None,
    action: str = "programme.changed",
    **fields: Any,
) -> Programme:
    """Change fields of a year at once, whether it is open or not; the trail has each as it was and as it is.

    Raises ProgrammeClosedError and ProgrammeChangedError.
    """
    held = hold_programme(programme, seen)
    changed = {name: (getattr(held, name), value) for name, value in fields.items() if getattr(held, name) != value}
    for name, (_, value) in changed.items():
        setattr(held, name, value)
    mark_saved(held, step)
    if changed:
        held.version += 1
        held.save(update_fields=[*changed, "version"])
        record(actor=by, action=action, at=at, subject=held, programme_id=held.pk, details=before_and_after(changed))
    return held


@transaction.atomic
def confirm_step(*, programme: Programme, step: str, by: Person | None, at: datetime) -> None:
    """Note that somebody looked through a step that has no form of its own; raises ProgrammeClosedError."""
    held = hold_programme(programme)
    if step not in held.steps_saved:
        mark_saved(held, step)
        details = {"step": step}
        record(actor=by, action="programme.step_confirmed", at=at, subject=held, programme_id=held.pk, details=details)


@transaction.atomic
def open_programme(*, programme: Programme, by: Person | None, at: datetime) -> Programme:
    """Check the year once more, fix its first terms and open it; of two at once one wins.

    Raises ProgrammeOpenedError, ProgrammeClosedError, NotManagerError, and ProgrammeNotReadyError with what stops it.
    """
    held = hold_as_manager(programme, by=by, at=at)
    if held.is_set_up:
        raise ProgrammeOpenedError
    problems = stopping(problems_of(set_up_facts(held)))
    if problems:
        raise ProgrammeNotReadyError(problems)
    terms = fix_terms(programme=held, by=by, at=at)
    held.state, held.opened_at, held.version = Programme.State.OPEN, at, held.version + 1
    held.save(update_fields=["state", "opened_at", "version"])
    details = {"terms": terms.number}
    record(actor=by, action="programme.opened", at=at, subject=held, programme_id=held.pk, details=details)
    return held


@transaction.atomic
def close_programme(*, programme: Programme, by: Person | None, at: datetime) -> Programme:
    """Close an open year: from now on it is read and never changed; a draft of terms is dropped.

    Raises ProgrammeClosedError when somebody closed it first, ProgrammeNotReadyError before it was opened, and
    NotManagerError.
    """
    held = hold_as_manager(programme, by=by, at=at)
    if not held.is_set_up:
        raise ProgrammeNotReadyError(())
    held.terms.filter(fixed_at__isnull=True).delete()
    held.state, held.closed_at, held.version = Programme.State.CLOSED, at, held.version + 1
    held.save(update_fields=["state", "closed_at", "version"])
    record(actor=by, action="programme.closed", at=at, subject=held, programme_id=held.pk)
    return held
