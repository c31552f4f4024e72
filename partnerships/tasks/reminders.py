"""Reminders by the clock, every working morning, and by hand to so many that a job carries them."""

import logging
from uuid import UUID

from celery import shared_task
from django.urls import reverse
from django.utils import timezone

from accounts.models import Person
from kit.jobs.clock import ticking
from kit.jobs.errors import JobFailedError
from kit.jobs.services import Progress, running
from notices.rules.reminders import known
from notices.services.reminding import Press, remind
from notices.services.reminding_by_hand import remind_by_hand
from partnerships.models import Programme
from partnerships.permissions.programmes import can_change_programme
from partnerships.rules.deadlines import local_day
from partnerships.selectors.standing import standing_of

logger = logging.getLogger(__name__)


@shared_task
@ticking("send reminders")
def send_reminders() -> None:
    """Of every programme that is in its year; one that fails keeps nobody else from theirs."""
    at = timezone.now()
    today, failed = local_day(at), None
    for programme in Programme.objects.filter(state=Programme.State.OPEN, starts__lte=today, ends__gte=today):
        try:
            remind(programme_id=programme.pk, at=at)
        except Exception as error:
            logger.exception("Reminders of the programme %s failed", programme.key)
            failed = error
    if failed:
        raise failed


@shared_task
def remind_many(job_id: str) -> None:
    """Those who were on the page when the button was pressed; a worker that dies leaves the rest to the next."""
    at = timezone.now()
    with running(job_id, at=at) as progress:
        if progress is None:
            return
        given = progress.job.arguments
        programme = Programme.objects.get(pk=given["programme"])
        by = sender_of(progress, programme)
        progress.of(len(given["to"]))
        number = remind_by_hand(
            kind=known[given["reminder"]],
            programme_id=programme.pk,
            to=[(about, address) for about, address in given["to"]],
            press=Press(UUID(given["press"]), by, given["note"]),
            at=at,
            step=progress.reached,
        )
        progress.result = {"page": reverse("reminders"), "number": number}


def sender_of(progress: Progress, programme: Programme) -> Person:
    """Who pressed, if they may still; raises JobFailedError."""
    by = Person.objects.get(pk=progress.job.owner_id)
    if not by.is_active or not can_change_programme(standing_of(by, on=local_day(timezone.now())), programme):
        raise JobFailedError("reminders_refused")
    return by
