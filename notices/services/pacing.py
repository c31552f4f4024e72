"""Slots for sending, reserved in the database so that the pace holds over all workers."""

from datetime import datetime

from django.conf import settings
from django.db import transaction

from notices.models import Pace
from notices.rules.pace import slots

MAIL = "mail"


@transaction.atomic
def reserve(wanted: int, *, at: datetime, until: datetime) -> list[datetime]:
    """When this worker may send so many messages: at most that many moments, before `until`; at once without a pace."""
    if not settings.MAIL_PER_MINUTE:
        return [at] * wanted
    Pace.objects.bulk_create([Pace(name=MAIL, free_at=at)], ignore_conflicts=True)
    pace = Pace.objects.select_for_update().get(name=MAIL)
    given = slots(free_at=pace.free_at, at=at, per_minute=settings.MAIL_PER_MINUTE, wanted=wanted, until=until)
    Pace.objects.filter(name=MAIL).update(free_at=given.free_at)
    return given.times
