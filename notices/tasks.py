"""Sending, after the commit."""

from celery import shared_task
from django.conf import settings
from django.utils import timezone

from kit.jobs.clock import ticking
from notices.services import delivering, ringing, summaries, sweeping
from notices.services.delivering import Ending

LONGEST = 300  # seconds, after which Celery kills it: a last message may wait long for its answer


@shared_task(time_limit=LONGEST)
def drain() -> None:
    """Send what is due; it ends after a while, so that other work has its turn, and rings for the rest."""
    ringing.answer()
    ending = delivering.drain(seconds=settings.MAIL_DRAIN_SECONDS)
    if ending in (Ending.TIME_UP, Ending.PACED):
        ringing.ring()


@shared_task
@ticking("sweep messages")
def sweep_messages() -> None:
    """Find what the bell missed; beat calls it every minute."""
    sweeping.sweep(at=timezone.now())


@shared_task
@ticking("send summaries")
def send_summaries() -> None:
    """One email a day to those who chose it; beat calls it each working morning."""
    summaries.send_summaries(at=timezone.now())
