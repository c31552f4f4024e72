"""Writes about the roles of people; each is kept in the audit trail."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime

from django.db import transaction

from accounts.models import Person
from audit.services import record
from partnerships.errors import (
    LastManagerError,
    RoleChangedError,
    RoleDoesNotFitError,
    RoleHeldAlreadyError,
    RoleOutsideYearError,
    RoleRefusedError,
)
from partnerships.models import Invitation, Partnership, Programme, Role
from partnerships.rules.deadlines import local_day
from partnerships.rules.enrolment import Named, Reason, refusal_of
from partnerships.rules.role_days import outside
from partnerships.rules.succession import first_day_left
from partnerships.selectors.enrolment import as_named, named_beside
from partnerships.selectors.people import other_managers
from partnerships.services.holding import hold_programme


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
    accepting: Invitation | None = None,
    in_closed_year: bool = False,
) -> Role:
    """A role from a day until a day, both counted; `accepting` is the invitation it comes from.

    `in_closed_year` is for the operator alone, who lets somebody read what nobody can change any more.
    Raises RoleDoesNotFitError for a partnership too many, too few or of another programme, RoleOutsideYearError,
    ProgrammeClosedError, and RoleRefusedError (RoleHeldAlreadyError is one) when the rules of enrolment refuse.
    """
    places = list(assigned)
    check_place(kind=kind, programme=programme, partnership=partnership, assigned=places)
    if not in_closed_year:
        programme = hold_programme(programme)
        if accepting is None:  # what was asked within the year is not refused because the year was moved
            check_days(kind, since, until, programme=programme, at=at)
    asked = Named(person.email, kind, since, until, name=str(person), is_deputy=is_deputy)
    check_naming(asked, programme=programme, partnership=partnership, but=accepting)
    role = Role(programme=programme, partnership=partnership, kind=kind, person=person)
    role.since, role.until, role.is_deputy, role.organisation = since, until, is_deputy, organisation
    return keep_given(role, places, by=by, at=at)


def keep_given(role: Role, assigned: Sequence[Partnership], *, by: Person | None, at: datetime) -> Role:
    """Write a role that nothing stands in the way of, with those it is assigned to, and keep it in the trail."""
    role.save(force_insert=True)
    role.assigned.set(assigned)
    details = {"kind": role.kind}
    record(actor=by, action="role.given", at=at, subject=role, programme_id=role.programme_id, details=details)
    return role


def check_place(
    *, kind: str, programme: Programme, partnership: Partnership | None, assigned: Sequence[Partnership]
) -> None:
    """Raises RoleDoesNotFitError unless the partnerships are those that the kind of role asks for."""
    if (kind in Role.OF_A_PARTNERSHIP) != (partnership is not None):
        raise RoleDoesNotFitError(kind)
    if any(place.programme_id != programme.pk for place in [*assigned, *filter(None, [partnership])]):
        raise RoleDoesNotFitError(kind)


def check_days(kind: str, since: date, until: date | None, *, programme: Programme, at: datetime) -> None:
    """Raises RoleOutsideYearError."""
    field = outside(kind, since, until, year=programme, today=local_day(at))
    if field:
        raise RoleOutsideYearError(field)


def hold(role: Role, seen: int | None) -> None:
    """Take turns, and see the role as it is now; raises RoleChangedError when its version is not the one seen."""
    role.programme = hold_programme(role.programme)
    role.refresh_from_db(fields=["until", "version"])
    if seen is not None and seen != role.version:
        raise RoleChangedError


def keep_end(role: Role, until: date | None) -> None:
    """Write the last day of a role that is held, and move its version on."""
    role.until, role.version = until, role.version + 1
    role.save(update_fields=["until", "version"])


def check_naming(
    asked: Named, *, programme: Programme, partnership: Partnership | None, but: Role | Invitation | None = None
) -> None:
    """Raises RoleRefusedError when the rules of enrolment refuse; ask it after `hold_programme`."""
    beside = named_beside(programme=programme, kind=asked.kind, partnership=partnership, but=but)
    refusal = refusal_of(asked, beside)
    if refusal:
        raise (RoleHeldAlreadyError if refusal.reason is Reason.HELD else RoleRefusedError)(refusal)


@transaction.atomic
def end_role(*, role: Role, until: date, by: Person | None, at: datetime, seen: int | None = None) -> None:
    """The last day of a role; it is lost when that day is over.

    Raises ValueError before its first day or after the last day it has, RoleChangedError when the role's version is no
    longer the one `seen`, LastManagerError when nobody would manage the programme, and ProgrammeClosedError.
    """
    hold(role, seen)
    if until < role.since or (role.until is not None and until > role.until):
        raise ValueError("A role ends between its first day and the last it has")
    check_succession(role, until)
    keep_end(role, until)
    details = {"until": until.isoformat()}
    record(actor=by, action="role.ended", at=at, subject=role, programme_id=role.programme_id, details=details)


@transaction.atomic
def correct_role(
    *,
    role: Role,
    until: date | None,
    assigned: Iterable[Partnership],
    by: Person | None,
    at: datetime,
    seen: int | None = None,
) -> None:
    """The last day of a role, None for none, and the partnerships it looks after.

    Raises what `give_role` and `end_role` raise.
    """
    if until is not None and until < role.since:
        raise ValueError("A role ends on its first day at the earliest")
    places = list(assigned)
    check_place(kind=role.kind, programme=role.programme, partnership=role.partnership, assigned=places)
    hold(role, seen)
    if until != role.until:
        check_days(role.kind, role.programme.starts, until, programme=role.programme, at=at)
    check_succession(role, until)
    asked = replace(as_named(role), until=until)
    check_naming(asked, programme=role.programme, partnership=role.partnership, but=role)
    changed = ["until"] if role.until != until else []
    if set(role.assigned.all()) != set(places):
        role.assigned.set(places)
        changed.append("assigned")
    if not changed:
        return
    keep_end(role, until)
    details = {"fields": changed}
    record(actor=by, action="role.corrected", at=at, subject=role, programme_id=role.programme_id, details=details)


def check_succession(role: Role, until: date | None) -> None:
    """Raises LastManagerError when a manager's role would end and nobody would manage the programme on some day."""
    if role.kind != Role.Kind.MANAGER:
        return
    others = [(other.since, other.until) for other in other_managers(role)]
    left = first_day_left(now=role.until, last_day=until, others=others, ends=role.programme.ends)
    if left:
        raise LastManagerError(left)


@transaction.atomic
def note_role_switched(*, role: Role, by: Person, at: datetime) -> None:
    """Keep in the trail that a person now acts in another of their roles."""
    record(actor=by, action="role.switched", at=at, subject=role, programme_id=role.programme_id)
