"""What beat asks of this room."""

from celery import shared_task
from django.utils import timezone

from accounts import services
from kit.jobs.clock import ticking


@shared_task
@ticking("forget ended sessions")
def forget_ended_sessions() -> None:
    """Once a night."""
    services.forget_ended_sessions(at=timezone.now())
