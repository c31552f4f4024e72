"""What beat asks of this room."""

from celery import shared_task
from django.utils import timezone

from accounts.services import sessions
from kit.jobs.clock import ticking


@shared_task
@ticking("forget ended sessions")
def forget_ended_sessions() -> None:
    """Once a night."""
    sessions.forget_ended_sessions(at=timezone.now())
