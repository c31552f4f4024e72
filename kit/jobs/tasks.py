"""The clock's part of long work."""

from celery import shared_task
from django.utils import timezone

from kit.jobs import services
from kit.jobs.clock import ticking


@shared_task
@ticking("sweep jobs")
def sweep_jobs() -> None:
    """Find jobs whose worker died or whose bell nobody heard; beat calls it twice a minute."""
    services.sweep(at=timezone.now())
