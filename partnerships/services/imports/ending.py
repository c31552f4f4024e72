"""How an import ends: applied as it was shown, or cancelled; and what is kept of it afterwards.

The file goes as soon as the import is over, and what was kept of people and contacts 30 days later, rows and sentences
alike: they are personal data, which by then is in the portal or was not wanted. An import that nobody ends is cancelled
after 30 days. The trail keeps both, without a name.
"""

from datetime import datetime, timedelta
from functools import partial

from django.db import transaction
from django.db.models import Exists, OuterRef, Q

from accounts.models import Person
from audit.services import record
from kit.files.services import discard_upload
from kit.jobs.services import cancel_job
from partnerships.errors import ImportRefusedError
from partnerships.models import FileImport, ImportRow
from partnerships.services.imports.applying import hold_for_import, write_plan
from partnerships.services.imports.previews import LARGE, as_job, file_of, hold, keep_preview, look
from partnerships.services.imports.reading import Step, no_step

State = FileImport.State
APPLY = "partnerships.tasks.imports.apply_import"
KEPT = timedelta(days=30)
PERSONAL = (FileImport.Kind.PEOPLE, FileImport.Kind.CONTACTS)


def ask_to_apply(*, file_import: FileImport, seen: str, by: Person, at: datetime) -> FileImport:
    """Apply what was `seen` (a preview's fingerprint): at once, or as a job when it is large.

    Raises ImportRefusedError, as `apply_import` does.
    """
    rows = sum(file_import.counts.get(key, 0) for key in ("new", "changed", "same"))
    if rows <= LARGE:
        return apply_import(file_import=file_import, seen=seen, by=by, at=at)
    with transaction.atomic():
        as_seen(hold(file_import), seen)
        return as_job(file_import=file_import, task=APPLY, by=by, at=at, seen=seen)


def as_seen(held: FileImport, seen: str) -> None:
    """Raises ImportRefusedError unless the import is ready and its preview is the one that was seen."""
    if held.state != State.READY:
        raise ImportRefusedError("problems")
    if held.changes_nothing:
        raise ImportRefusedError("nothing")
    if held.fingerprint != seen:
        raise ImportRefusedError("overtaken")


def apply_import(
    *, file_import: FileImport, seen: str, by: Person, at: datetime, step: Step = no_step, in_job: bool = False
) -> FileImport:
    """Look through the file once more under the programme's lock. If it would still do what was shown, do it, all of
    it; else keep the new preview, do nothing, and say so with `is_overtaken`. Raises ImportRefusedError."""
    with transaction.atomic():
        held = FileImport.objects.select_for_update().get(pk=file_import.pk) if in_job else hold(file_import)
        if held.is_over:
            raise ImportRefusedError("over")
        as_seen(held, seen)
        programme = hold_for_import(held.programme)
        with file_of(held) as file:
            looked = look(held, file, at, step)
        if looked.plan.fingerprint != seen or looked.plan.problems:
            return keep_preview(held, looked, is_overtaken=True)
        written = partial(_further, step, len(looked.plan.rows))
        write_plan(kind=held.kind, plan=looked.plan, programme=programme, by=by, at=at, subject=held, step=written)
        return _end(held, State.APPLIED, by, at)


def _further(step: Step, read: int, done: int) -> None:
    """Rows written count on from those read."""
    step(read + done)


def cancel_import(*, file_import: FileImport, by: Person, at: datetime) -> FileImport:
    """Forget the file and what it would do; while a job works on it, ask that to stop. Raises ImportRefusedError."""
    with transaction.atomic():
        busy = FileImport.objects.select_related("job").get(pk=file_import.pk)
        if busy.is_busy and busy.job and cancel_job(job=busy.job, at=at):
            return busy
        held = hold(file_import)
        held.rows.all().delete()
        record(actor=by, action="import.cancelled", at=at, subject=held, programme_id=held.programme_id)
        return _end(held, State.CANCELLED, by, at)


def _end(held: FileImport, state: str, by: Person | None, at: datetime) -> FileImport:
    upload = held.upload
    held.state, held.ended_by, held.ended_at, held.upload = state, by, at, None
    if state == State.CANCELLED:
        held.problems, held.doubts = [], []
    held.save(update_fields=["state", "ended_by", "ended_at", "upload", "problems", "doubts"])
    if upload is not None:
        discard_upload(upload=upload)
    return held


def clear_imports(*, at: datetime) -> int:
    """Cancel what nobody ended in 30 days, and forget what is kept of people in what was applied before; returns how
    many imports were cancelled."""
    old = at - KEPT
    forget_people(before=old, at=at)
    waiting = FileImport.objects.filter(ended_at__isnull=True, made_at__lt=old)
    return sum(_expire(each, at) for each in waiting)


@transaction.atomic
def forget_people(*, before: datetime, at: datetime) -> None:
    """Rows, doubts and problems of people and contacts whose import ended before then."""
    ended = FileImport.objects.filter(kind__in=PERSONAL, ended_at__lt=before).select_for_update(of=("self",))
    for held in ended.filter(Exists(ImportRow.objects.filter(file_import=OuterRef("pk"))) | ~Q(doubts=[], problems=[])):
        held.rows.all().delete()
        held.doubts, held.problems = [], []
        held.save(update_fields=["doubts", "problems"])
        record(actor=None, action="import.forgotten", at=at, subject=held, programme_id=held.programme_id)


@transaction.atomic
def _expire(file_import: FileImport, at: datetime) -> bool:
    try:
        held = hold(file_import)
    except ImportRefusedError:
        return False
    held.rows.all().delete()
    record(actor=None, action="import.expired", at=at, subject=held, programme_id=held.programme_id)
    _end(held, State.CANCELLED, None, at)
    return True
