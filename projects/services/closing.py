"""What others decide about submission: closed early and opened again, admitted late, sealed with the grants."""

from datetime import datetime

from django.db import transaction

from accounts.models import Person
from audit.services import record
from partnerships.models import Partnership, Programme
from partnerships.services.holding import hold_as_manager
from projects.errors import AdmissionError, ClosureError, SealedError
from projects.models import Admission, Closure, Seal
from projects.notifications.submissions import tell_admitted
from projects.selectors.windows import window_of_programme


@transaction.atomic
def close_submission(*, programme: Programme, reason: str, by: Person, at: datetime) -> Closure:
    """Close submission from now on.

    Raises ClosureError when it has closed, SealedError, NotManagerError and ProgrammeClosedError.
    """
    held = hold_unsealed(programme, by=by, at=at)
    if window_of_programme(held).has_closed(at):
        raise ClosureError
    closure = Closure.objects.create(programme=held, reason=reason, closed_by=by, closed_at=at)
    record(actor=by, action="submission.closed", at=at, subject=closure, programme_id=held.pk)
    return closure


@transaction.atomic
def reopen_submission(*, programme: Programme, by: Person, at: datetime) -> None:
    """Undo an early closing, so that the date stands again.

    Raises ClosureError when there is none to undo, SealedError, NotManagerError and ProgrammeClosedError.
    """
    held = hold_unsealed(programme, by=by, at=at)
    closure = Closure.objects.filter(programme=held, reopened_at__isnull=True).first()
    if closure is None:
        raise ClosureError
    closure.reopened_by, closure.reopened_at = by, at
    closure.save(update_fields=["reopened_by", "reopened_at"])
    record(actor=by, action="submission.reopened", at=at, subject=closure, programme_id=held.pk)


@transaction.atomic
def admit_late(*, partnership: Partnership, reason: str, until: datetime, by: Person, at: datetime) -> Admission:
    """Let one partnership submit after submission has closed, `until` a moment, and tell its representatives.

    The latest leave counts; the same one given twice is one. Raises AdmissionError while submission has not closed or
    when `until` lies behind, SealedError, NotManagerError and ProgrammeClosedError.
    """
    held = hold_unsealed(partnership.programme, by=by, at=at)
    if until <= at or not window_of_programme(held).has_closed(at):
        raise AdmissionError(until)
    latest = partnership.admissions.order_by("-admitted_at", "-pk").first()
    if latest is not None and (latest.until, latest.reason) == (until, reason):
        return latest
    admission = Admission.objects.create(
        partnership=partnership, reason=reason, until=until, admitted_by=by, admitted_at=at
    )
    details = {"until": until.isoformat()}
    record(actor=by, action="submission.admitted", at=at, subject=partnership, programme_id=held.pk, details=details)
    tell_admitted(admission=admission, at=at)
    return admission


def seal(*, programme: Programme, by: Person, at: datetime) -> None:
    """The grants of a programme, held by the caller, are decided: nothing is handed in or taken back any more."""
    Seal.objects.create(programme=programme, sealed_by=by, sealed_at=at)
    record(actor=by, action="submission.sealed", at=at, subject=programme, programme_id=programme.pk)


def hold_unsealed(programme: Programme, *, by: Person, at: datetime) -> Programme:
    """The year's row, locked, for its manager; raises SealedError, NotManagerError and ProgrammeClosedError."""
    held = hold_as_manager(programme, by=by, at=at)
    if Seal.objects.filter(programme=held).exists():
        raise SealedError
    return held
