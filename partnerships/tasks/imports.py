"""Large imports: checked and applied in the background, and what the clock clears away."""

from celery import shared_task
from django.urls import reverse
from django.utils import timezone

from accounts.models import Person
from kit.jobs.clock import ticking
from kit.jobs.errors import JobFailedError
from kit.jobs.services import Progress, marks_aside, running
from partnerships.errors import ImportRefusedError
from partnerships.models import FileImport
from partnerships.services.imports import ending, previews


@shared_task
def check_import(job_id: str) -> None:
    """Make the preview of a large file."""
    at = timezone.now()
    with running(job_id, at=at) as progress:
        if progress is None:
            return
        file_import = _import_of(progress)
        try:
            previews.make_preview(file_import=file_import, at=at, step=lambda done: progress.reached(done))
        except ImportRefusedError as refused:
            raise JobFailedError(f"import_{refused.code}") from refused
        _lead_back(progress, file_import)


@shared_task
def apply_import(job_id: str) -> None:
    """Apply a large file in one transaction; a worker that dies in it leaves nothing, and the next one begins anew."""
    at = timezone.now()
    with running(job_id, at=at) as progress:
        if progress is None:
            return
        file_import = _import_of(progress)
        if file_import.state == FileImport.State.APPLIED:  # by a worker that died before it could say so
            _lead_back(progress, file_import)
            return
        by = Person.objects.get(pk=progress.job.owner_id)
        progress.of(sum(file_import.counts.get(key, 0) for key in ("new", "changed", "same")))
        try:
            with marks_aside(progress) as mark:
                ending.apply_import(
                    file_import=file_import,
                    seen=progress.job.arguments["seen"],
                    by=by,
                    at=at,
                    step=lambda done: mark(done // 2),  # every row is read, then written
                    in_job=True,
                )
        except ImportRefusedError as refused:
            raise JobFailedError(f"import_{refused.code}") from refused
        _lead_back(progress, file_import)


@shared_task
@ticking("clear imports")
def clear_imports() -> None:
    """Files nobody ended and personal rows of old ones; beat calls it every night."""
    ending.clear_imports(at=timezone.now())


def _import_of(progress: Progress) -> FileImport:
    return FileImport.objects.select_related("programme", "upload").get(pk=progress.job.arguments["import"])


def _lead_back(progress: Progress, file_import: FileImport) -> None:
    progress.result = {"page": reverse("import", args=[file_import.pk])}
