"""The clock's part of keeping files."""

from datetime import timedelta

from celery import shared_task
from django.utils import timezone

from kit.files.services import remove_orphans
from kit.jobs.clock import ticking


@shared_task
@ticking("remove orphaned files")
def remove_orphaned_files() -> None:
    """Remove what a crash left without a row a day ago or longer; beat calls it every night."""
    remove_orphans(older_than=timedelta(days=1), at=timezone.now())
