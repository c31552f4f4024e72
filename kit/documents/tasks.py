"""Work after commit."""

from celery import shared_task
from django.utils import timezone

from kit.documents.services import MAKE_PDF, make_file, sweep
from kit.jobs.clock import ticking


@shared_task(name=MAKE_PDF)
def make_pdf(edition_id: int) -> None:
    """Make one edition's file; safe to run twice."""
    make_file(edition_id=edition_id, at=timezone.now())


@shared_task
@ticking("sweep editions")
def sweep_editions() -> None:
    """Find editions whose bell nobody heard; beat calls it every five minutes."""
    sweep(at=timezone.now())
