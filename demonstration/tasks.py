"""The demonstration's own long work."""

from celery import shared_task
from django.urls import reverse
from django.utils import timezone

from accounts.models import Person
from demonstration.services.report import sample_edition
from kit.documents.models import Edition
from kit.documents.services import make_file
from kit.jobs.errors import JobFailedError
from kit.jobs.services import running


@shared_task
def make_sample_report(job_id: str) -> None:
    """Gather the figures, then set the page as a PDF."""
    at = timezone.now()
    with running(job_id, at=at) as progress:
        if progress is None:
            return
        progress.of(2)
        edition = sample_edition(by=Person.objects.get(pk=progress.job.owner_id), at=at)
        progress.reached(1)
        make_file(edition_id=edition.pk, at=at)
        edition.refresh_from_db()
        if edition.state != Edition.State.MADE:
            raise JobFailedError("document_refused", refusal=edition.refusal)
        progress.result = {"page": reverse("sample_report")}
