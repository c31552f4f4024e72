"""A new year with what several rooms copy into it."""

from datetime import datetime

from django.db import transaction

from accounts.models import Person
from ledger.services import copy_budget
from partnerships.models import Role
from partnerships.services import years
from partnerships.services.roles import note_role_switched


@transaction.atomic
def add_year(*, year: years.NewYear, by: Person, at: datetime) -> Role:
    """The new year with last year's budget too; whoever adds it acts in it from now on."""
    role = years.add_year(year=year, by=by, at=at)
    if year.source:
        copy_budget(source=year.source, programme=role.programme, by=by, at=at)
    note_role_switched(role=role, by=by, at=at)
    return role
