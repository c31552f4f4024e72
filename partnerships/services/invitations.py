"""Writes about invitations: asked, sent, sent again, withdrawn, accepted."""

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import F

from accounts.errors import LinkRefusedError
from accounts.models import Person, one_spelling
from accounts.services import add_person, issue_link, revoke_links, use_link
from audit.services import record
from partnerships.errors import AcceptanceRefusedError, InvitationClosedError, ProgrammeClosedError
from partnerships.models import Invitation, Partnership, Programme, Role
from partnerships.notifications.invitations import send_invitation_email
from partnerships.rules.enrolment import Named
from partnerships.selectors.invitations import INVITATION, answer_to, invitation_by, link_subject
from partnerships.services.roles import check_naming, check_place, give_role, take_turns


@transaction.atomic
def invite(
    *,
    programme: Programme,
    kind: str,
    email: str,
    since: date,
    by: Person | None,
    at: datetime,
    until: date | None = None,
    name: str = "",
    phone: str = "",
    organisation: str = "",
    partnership: Partnership | None = None,
    assigned: Iterable[Partnership] = (),
    is_deputy: bool = False,
) -> Invitation:
    """An invitation that is not sent yet; who holds the role already is not asked.

    Raises RoleDoesNotFitError and RoleRefusedError as `give_role` does, and ProgrammeClosedError.
    """
    places, email = list(assigned), one_spelling(email)
    check_place(kind=kind, programme=programme, partnership=partnership, assigned=places)
    take_turns(programme)
    check_open(programme)
    asked = Named(email, kind, since, until, name=name or email, waits=True, is_deputy=is_deputy)
    check_naming(asked, programme=programme, partnership=partnership)
    invitation = Invitation.objects.create(
        programme=programme,
        kind=kind,
        is_deputy=is_deputy,
        partnership=partnership,
        email=email,
        name=name,
        phone=phone,
        organisation=organisation,
        since=since,
        until=until,
        made_by=by,
        made_at=at,
    )
    invitation.assigned.set(places)
    record(actor=by, action="invitation.made", at=at, subject=invitation, programme_id=programme.pk)
    return invitation


def check_open(programme: Programme) -> None:
    """Raises ProgrammeClosedError when the year was closed; asked of the database, after `take_turns`."""
    if Programme.objects.filter(pk=programme.pk, state=Programme.State.CLOSED).exists():
        raise ProgrammeClosedError


@transaction.atomic
def send_invitation(*, invitation: Invitation, by: Person | None, at: datetime, again: bool = True) -> None:
    """Send it, or send it again, with a fresh link; links sent earlier stay valid until they are used or expire.

    Raises InvitationClosedError when it was accepted or withdrawn (or sent, unless `again`), and ProgrammeClosedError.
    """
    take_turns(invitation.programme)
    check_open(invitation.programme)
    issued = issue_link(purpose=INVITATION, subject=link_subject(invitation), email=invitation.email, by=by, at=at)
    waiting = Invitation.objects.open().filter(pk=invitation.pk, **({} if again else {"sent_at": None}))
    if not waiting.update(sent_at=at, times_sent=F("times_sent") + 1, expires_at=issued.link.expires_at):
        raise InvitationClosedError
    invitation.refresh_from_db(fields=["sent_at", "times_sent", "expires_at"])
    record(actor=by, action="invitation.sent", at=at, subject=invitation, programme_id=invitation.programme_id)
    send_invitation_email(invitation=invitation, token=issued.token, at=at)


def send_ready(*, invitations: Iterable[Invitation], by: Person | None, at: datetime) -> int:
    """Send those that were never sent, each in a transaction of its own; how many. Pressed twice, each goes once."""
    sent = 0
    for invitation in invitations:
        with suppress(InvitationClosedError, ProgrammeClosedError):
            send_invitation(invitation=invitation, by=by, at=at, again=False)
            sent += 1
    return sent


@transaction.atomic
def withdraw_invitation(*, invitation: Invitation, by: Person | None, at: datetime) -> None:
    """Nobody can accept it any more; raises InvitationClosedError when somebody has, or it was withdrawn before."""
    if not Invitation.objects.open().filter(pk=invitation.pk).update(withdrawn_at=at):
        raise InvitationClosedError
    invitation.withdrawn_at = at
    revoke_links(by=by, at=at, subject=link_subject(invitation), purpose=INVITATION)
    record(actor=by, action="invitation.withdrawn", at=at, subject=invitation, programme_id=invitation.programme_id)


@dataclass(frozen=True)
class Accepted:
    """The role that an invitation gave, and whether an account was made for it."""

    role: Role
    is_new: bool


@transaction.atomic
def accept_invitation(*, token: str, by: Person | None, at: datetime, name: str = "", phone: str = "") -> Accepted:
    """Use the link up: make the account where there is none (name and phone are for it), give the role, tell the trail.

    `by` is who is signed in, if anybody. Raises LinkRefusedError, AcceptanceRefusedError with a code of
    `selectors.invitations.Answer`, and RoleRefusedError when the rules of enrolment refuse meanwhile.
    """
    take_turns(invitation_by(token, at=at).programme)
    invitation = invitation_by(token, at=at)  # as it is when one's turn has come
    answer = answer_to(invitation, by)
    if not answer.can_accept:
        raise AcceptanceRefusedError(answer)
    use_link(token=token, purpose=INVITATION, at=at)
    person = Person.objects.filter(email=invitation.email).first()
    is_new = person is None
    if person is None:
        person = Person(email=invitation.email, name=name, phone=phone)
        add_person(person=person, by=person, at=at)
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
    return Accepted(role, is_new)
