"""Writes about the roles of people; each is kept in the audit trail."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction

from accounts.models import Person
from audit.services import record
from partnerships.errors import RoleDoesNotFitError, RoleHeldAlreadyError
from partnerships.models import Partnership, Programme, Role


@transaction.atomic
def give_role(
    *,
    person: Person,
    kind: str,
    programme: Programme,
    since: date,
    by: Person | None,
    at: datetime,
    until: date | None = None,
    partnership: Partnership | None = None,
    assigned: Iterable[Partnership] = (),
    is_deputy: bool = False,
    organisation: str = "",
) -> Role:
    """A role from a day until a day, both counted.

    Raises RoleDoesNotFitError for a partnership too many, too few or of another programme, and RoleHeldAlreadyError.
    """
    if (kind in Role.OF_A_PARTNERSHIP) != (partnership is not None):
        raise RoleDoesNotFitError(kind)
    if any(place.programme_id != programme.pk for place in [*assigned, *filter(None, [partnership])]):
        raise RoleDoesNotFitError(kind)
    Person.objects.select_for_update().get(pk=person.pk)  # two who give the same role take turns
    same = Role.objects.filter(person=person, kind=kind, programme=programme, partnership=partnership)
    held = same.between(since, until).first()
    if held:
        raise RoleHeldAlreadyError(held.since, held.until)
    role = Role.objects.create(
        person=person,
        kind=kind,
        programme=programme,
        partnership=partnership,
        since=since,
        until=until,
        is_deputy=is_deputy,
        organisation=organisation,
    )
    role.assigned.set(assigned)
    record(actor=by, action="role.given", at=at, subject=role, programme_id=programme.pk)
    return role


@transaction.atomic
def end_role(*, role: Role, until: date, by: Person | None, at: datetime) -> None:
    """The last day of a role; it is lost when that day is over. Raises ValueError before its first day."""
    if until < role.since:
        raise ValueError("A role ends on its first day at the earliest")
    role.until = until
    role.save(update_fields=["until"])
    record(actor=by, action="role.ended", at=at, subject=role, programme_id=role.programme_id)


@transaction.atomic
def note_role_switched(*, role: Role, by: Person, at: datetime) -> None:
    """Keep in the trail that a person now acts in another of their roles."""
    record(actor=by, action="role.switched", at=at, subject=role, programme_id=role.programme_id)
