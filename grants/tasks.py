"""Work after a commit."""

from celery import shared_task
from django.urls import reverse
from django.utils import timezone, translation

from accounts.models import Person
from grants.selectors.decided import with_everything
from grants.selectors.sheet import sheet_of
from grants.services.sheets import make_sheet
from kit.documents.models import Edition
from kit.jobs.errors import JobFailedError
from kit.jobs.services import running


@shared_task
def make_proof_sheet(job_id: str) -> None:
    """Reckon the sheet, then set it as a PDF; a stop between the two leaves nothing."""
    at = timezone.now()
    with running(job_id, at=at) as progress:
        if progress is None:
            return
        progress.of(2)
        found = with_everything().get(pk=progress.job.arguments["determination"])
        with translation.override(progress.job.arguments["language"]):
            sheet = sheet_of(found)
        progress.reached(1)
        by = Person.objects.get(pk=progress.job.owner_id)
        edition = make_sheet(sheet=sheet, determination=found, by=by, at=at)
        if edition.state != Edition.State.MADE:
            raise JobFailedError("document_refused", refusal=edition.refusal)
        progress.result = {"page": reverse("proof_sheet_pdf", args=[found.pk])}
