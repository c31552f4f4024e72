"""Writes about partnerships and the localities they form."""

from datetime import datetime
from typing import Any

from django.db import transaction

from accounts.models import Person
from audit.services import record
from partnerships.models import Partnership, Programme
from partnerships.services.holding import hold_programme


@transaction.atomic
def add_partnership(
    *,
    programme: Programme,
    name: str,
    area: str,
    tier: str,
    by: Person | None,
    at: datetime,
    county: Partnership | None = None,
    **facts: Any,
) -> Partnership:
    """A partnership of a programme; a district names a county of the same one. `facts` are further fields.

    Raises ProgrammeClosedError.
    """
    hold_programme(programme)
    partnership = Partnership.objects.create(
        programme=programme, name=name, area=area, tier=tier, county=county, **facts
    )
    record(actor=by, action="partnership.added", at=at, subject=partnership, programme_id=programme.pk)
    return partnership
