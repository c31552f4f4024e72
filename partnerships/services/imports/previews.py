"""From a file somebody brought to what it would do: stored, its columns matched, checked, shown."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from datetime import datetime
from typing import IO, Any

from django.core.files.storage import default_storage
from django.db import transaction
from django.utils.translation import gettext

from accounts.models import Person
from kit.files.rules.kinds import TABLES, Kind
from kit.files.services import store_upload
from kit.jobs.services import start_job
from kit.tables.errors import TableRefused
from partnerships.errors import ImportRefusedError
from partnerships.models import FileImport, ImportRow, Programme
from partnerships.rules.imports.planning import ImportProblem, Outcome, Planned
from partnerships.services.imports.kinds import WAYS, Looked, look_through
from partnerships.services.imports.reading import STEP, Positions, Step, columns_of, has_more_rows_than, no_step

State = FileImport.State
TABLE_FILES = TABLES | {Kind.TXT}  # spreadsheets save tables as text, too
LAYOUT_FILES = frozenset({Kind.JSON})
LARGE = 2_000  # rows; more are checked and applied as a job
LARGE_LAYOUT = 200_000  # bytes
CHECK = "partnerships.tasks.imports.check_import"


def files_of(kind: str) -> frozenset[Kind]:
    """The kinds of file that an import of this kind takes."""
    return LAYOUT_FILES if kind == FileImport.Kind.LAYOUT else TABLE_FILES


@contextmanager
def file_of(file_import: FileImport) -> Iterator[IO[bytes]]:
    """The file as it came; raises ImportRefusedError when it is there no more."""
    if file_import.upload is None:
        raise ImportRefusedError("over")
    with default_storage.open(file_import.upload.stored_name) as file:
        yield file


def start_import(*, programme: Programme, kind: str, file: Any, by: Person, at: datetime) -> FileImport:
    """Keep the file, match its columns, and check it where they are clear: at once, or as a job when it is large.

    Raises UploadRefused, TableRefused, and ImportRefusedError for a closed year.
    """
    if Programme.objects.filter(pk=programme.pk, state=Programme.State.CLOSED).exists():
        raise ImportRefusedError("closed")
    fields = WAYS[kind].columns(programme)
    columns = columns_of(file, fields) if fields else None
    upload = store_upload(file=file, by=by, allowed=files_of(kind), at=at)
    brought = FileImport.objects.create(
        programme=programme,
        kind=kind,
        state=State.MATCHING if columns and columns.unclear else State.CHECKING,
        filename=upload.name,
        upload=upload,
        made_by=by,
        made_at=at,
        headings=list(columns.headings) if columns else [],
        matching=columns.positions if columns else {},
    )
    return check_import(file_import=brought, by=by, at=at) if brought.state == State.CHECKING else brought


def match_columns(*, file_import: FileImport, positions: Positions, by: Person, at: datetime) -> FileImport:
    """Which column is which, as a person says; then the file is checked anew. Raises ImportRefusedError."""
    with transaction.atomic():
        held = hold(file_import)
        held.matching, held.state, held.fingerprint = dict(positions), State.CHECKING, ""
        held.save(update_fields=["matching", "state", "fingerprint"])
    return check_import(file_import=held, by=by, at=at)


def hold(file_import: FileImport) -> FileImport:
    """Take its lock; raises ImportRefusedError when it is over, or when a job works on it."""
    held = FileImport.objects.select_for_update(of=("self",)).select_related("job").get(pk=file_import.pk)
    if held.is_over:
        raise ImportRefusedError("over")
    if held.is_busy:
        raise ImportRefusedError("busy")
    return held


def check_import(*, file_import: FileImport, by: Person, at: datetime) -> FileImport:
    """A preview at once, or a job that makes it; raises ImportRefusedError."""
    if not is_large(file_import):
        return make_preview(file_import=file_import, at=at)
    return as_job(file_import=file_import, task=CHECK, by=by, at=at)


def is_large(file_import: FileImport) -> bool:
    """Whether looking through the file would keep somebody waiting; a table that ends badly is not."""
    with file_of(file_import) as file:
        if file_import.kind == FileImport.Kind.LAYOUT:
            return file.seek(0, 2) > LARGE_LAYOUT
        try:
            return has_more_rows_than(LARGE, file)
        except TableRefused:  # the check says why, with its line
            return False


def as_job(*, file_import: FileImport, task: str, by: Person, at: datetime, **arguments: Any) -> FileImport:
    """Queue the work; the job's page leads back. Two who ask at once start one job."""
    with transaction.atomic():
        held = hold(file_import)
        title = gettext("Import of {file}").format(file=held.filename)
        held.job = start_job(kind=task, title=title, by=by, at=at, arguments={"import": held.pk, **arguments})
        held.save(update_fields=["job"])
    return held


def make_preview(*, file_import: FileImport, at: datetime, step: Step = no_step) -> FileImport:
    """Look through the file and keep what it would do; raises ImportRefusedError when the import is over."""
    with file_of(file_import) as file:
        looked = look(file_import, file, at, step)
    with transaction.atomic():
        held = FileImport.objects.select_for_update().get(pk=file_import.pk)
        if held.is_over:
            raise ImportRefusedError("over")
        return keep_preview(held, looked)


def look(file_import: FileImport, file: IO[bytes], at: datetime, step: Step) -> Looked:
    """What the file would do now."""
    return look_through(
        kind=file_import.kind,
        programme=file_import.programme,
        file=file,
        positions=file_import.matching or None,
        at=at,
        step=step,
    )


def keep_preview(held: FileImport, looked: Looked, *, is_overtaken: bool = False) -> FileImport:
    """Store a plan in place of the one before; within a transaction that holds the import."""
    plan = looked.plan
    held.state = State.REFUSED if plan.problems else State.READY
    held.counts = plan.counts
    held.problems = as_json(plan.problems)
    held.doubts = as_json([*looked.reading.doubts, *plan.doubts])
    held.fingerprint, held.is_overtaken = plan.fingerprint, is_overtaken
    held.save(update_fields=["state", "counts", "problems", "doubts", "fingerprint", "is_overtaken"])
    held.rows.all().delete()
    for start in range(0, len(plan.rows), STEP):
        ImportRow.objects.bulk_create(_row(held, each) for each in plan.rows[start : start + STEP])
    return held


def as_json(problems: Iterable[ImportProblem]) -> Sequence[dict[str, Any]]:
    """Problems as their rows keep them."""
    return [asdict(each) for each in problems]


def _row(held: FileImport, planned: Planned) -> ImportRow:
    said = {key: value for key, value in planned.values.items() if key != "place" and value not in ("", None, [])}
    return ImportRow(
        file_import=held,
        line=planned.line,
        outcome=planned.outcome,
        label=planned.label[:300],
        values=said if planned.outcome is Outcome.NEW else {},
        changes=[[change.field, change.before, change.after] for change in planned.changes],
    )
