"""Writes about programmes, partnerships and roles."""

from datetime import datetime

from django.db import transaction

from accounts.models import Person
from audit.services import record
from partnerships.models import Role


@transaction.atomic
def note_role_switched(*, role: Role, by: Person, at: datetime) -> None:
    """Keep in the trail that a person now acts in another of their roles."""
    record(actor=by, action="role.switched", at=at, subject=role, programme_id=role.programme_id)
