"""The clock's part of self-assessment."""

from celery import shared_task
from django.utils import timezone

from kit.jobs.clock import ticking
from selfassessment.services.clearing import clear_removed_evidence as clear


@shared_task
@ticking("clear removed evidence")
def clear_removed_evidence() -> None:
    """Files that nobody needs any more; beat calls it every night."""
    clear(at=timezone.now())
