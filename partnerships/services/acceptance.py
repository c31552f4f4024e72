"""Accepting an invitation: an account where there is none, and the role."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from accounts.errors import LinkRefusedError
from accounts.models import Person
from accounts.services.links import revoke_links, use_link
from accounts.services.people import add_person, hold_address
from audit.services import record
from partnerships.errors import AcceptanceRefusedError
from partnerships.models import Invitation, Role
from partnerships.selectors.invitations import INVITATION, answer_to, invitation_by, link_subject
from partnerships.services.holding import hold_programme
from partnerships.services.roles import give_role


@dataclass(frozen=True)
class Accepted:
    """The role that an invitation gave, and whether an account was made for it."""

    role: Role
    is_new: bool


@transaction.atomic
def accept_invitation(*, token: str, by: Person | None, at: datetime, name: str = "", phone: str = "") -> Accepted:
    """Use the link up: make the account where there is none (name and phone are for it), give the role, tell the trail.

    `by` is who is signed in, if anybody. Raises LinkRefusedError, AcceptanceRefusedError with a code of
    `selectors.invitations.Answer`, RoleRefusedError when the rules of enrolment refuse meanwhile, ProgrammeClosedError.
    """
    invitation = in_turn(token, at)
    answer = answer_to(invitation, by)
    if not answer.can_accept:
        raise AcceptanceRefusedError(answer)
    use_link(token=token, purpose=INVITATION, at=at)
    person = Person.objects.filter(email=invitation.email).first()
    is_new = person is None
    if person is None:
        person = Person(email=invitation.email, name=name, phone=phone)
        add_person(person=person, by=person, at=at)
    return Accepted(take_role(invitation, person, at), is_new)


def in_turn(token: str, at: datetime) -> Invitation:
    """What the link leads to when one's turn has come: in its programme, and at its address, which may be asked for
    roles in two programmes and have no account yet. Always in this order, so that nobody waits in a ring."""
    invitation = invitation_by(token, at=at)
    hold_programme(invitation.programme)
    hold_address(invitation.email)
    return invitation_by(token, at=at)


def take_role(invitation: Invitation, person: Person, at: datetime) -> Role:
    """The role, to whoever was asked; every other link of the invitation is dead after it."""
    role = give_role(
        person=person,
        kind=invitation.kind,
        programme=invitation.programme,
        partnership=invitation.partnership,
        assigned=invitation.assigned.all(),
        since=invitation.since,
        until=invitation.until,
        is_deputy=invitation.is_deputy,
        organisation=invitation.organisation,
        accepting=invitation,
        by=person,
        at=at,
    )
    if not Invitation.objects.open().filter(pk=invitation.pk).update(accepted_at=at, role=role):
        raise LinkRefusedError
    revoke_links(by=person, at=at, subject=link_subject(invitation), purpose=INVITATION)
    record(actor=person, action="invitation.accepted", at=at, subject=invitation, programme_id=role.programme_id)
    return role
