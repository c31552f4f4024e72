"""Writes about programme years."""

from datetime import date, datetime

from django.db import transaction

from accounts.models import Person
from audit.services import record
from partnerships.models import Programme


@transaction.atomic
def add_programme(
    *, key: str, name: str, region: str, starts: date, ends: date, by: Person | None, at: datetime
) -> Programme:
    """A programme year with neither partnerships nor people; `by` is None at the operator's command line."""
    programme = Programme.objects.create(key=key, name=name, region=region, starts=starts, ends=ends)
    record(actor=by, action="programme.added", at=at, subject=programme, programme_id=programme.pk)
    return programme
