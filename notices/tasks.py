"""Sending, after the commit."""

from celery import shared_task
from django.utils import timezone

from kit.jobs.clock import ticking
from notices.services import sending


@shared_task
def deliver_message(message_pk: int) -> None:
    """Send one message, unless another worker has it."""
    sending.deliver(message_pk=message_pk, at=timezone.now())


@shared_task
@ticking("sweep messages")
def sweep_messages() -> None:
    """Find what the bell missed; beat calls it every minute."""
    sending.sweep(at=timezone.now())
