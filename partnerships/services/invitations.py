"""Writes about invitations: asked, sent, sent again, withdrawn. `services.acceptance` accepts them."""

from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, fields, replace
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import F

from accounts.models import Person, one_spelling
from accounts.services.links import revoke_links
from audit.services import record
from partnerships.errors import InvitationClosedError, ProgrammeClosedError
from partnerships.models import Invitation, Partnership, Programme
from partnerships.notifications.invitations import send_invitation_email
from partnerships.rules.enrolment import Named
from partnerships.selectors.invitations import INVITATION, link_subject
from partnerships.services.holding import hold_programme
from partnerships.services.roles import check_days, check_naming, check_place


@dataclass(frozen=True)
class Asked:
    """Whom to ask for which role, from a day until a day, and what is known of them."""

    kind: str
    email: str
    since: date
    until: date | None = None
    partnership: Partnership | None = None
    assigned: Sequence[Partnership] = ()
    is_deputy: bool = False
    name: str = ""
    phone: str = ""
    organisation: str = ""

    def as_named(self) -> Named:
        """As the rule of enrolment sees them."""
        who, name = self.email, self.name or self.email
        return Named(who, self.kind, self.since, self.until, name=name, waits=True, is_deputy=self.is_deputy)

    def as_columns(self) -> dict[str, Any]:
        """What the table keeps in columns of its own."""
        return {field.name: getattr(self, field.name) for field in fields(self) if field.name != "assigned"}


@transaction.atomic
def invite(*, programme: Programme, asked: Asked, by: Person | None, at: datetime) -> Invitation:
    """An invitation that is not sent yet; who holds the role already is not asked.

    Raises RoleDoesNotFitError, RoleOutsideYearError, RoleRefusedError and ProgrammeClosedError as `give_role` does.
    """
    asked = replace(asked, email=one_spelling(asked.email))
    check_place(kind=asked.kind, programme=programme, partnership=asked.partnership, assigned=asked.assigned)
    programme = hold_programme(programme)
    check_days(asked.kind, asked.since, asked.until, programme=programme, at=at)
    check_naming(asked.as_named(), programme=programme, partnership=asked.partnership)
    invitation = Invitation.objects.create(programme=programme, made_by=by, made_at=at, **asked.as_columns())
    invitation.assigned.set(asked.assigned)
    record(actor=by, action="invitation.made", at=at, subject=invitation, programme_id=programme.pk)
    return invitation


@transaction.atomic
def send_invitation(*, invitation: Invitation, by: Person | None, at: datetime, again: bool = True) -> None:
    """Send it, or send it again, with a fresh link, issued while the email goes; links sent earlier stay valid until
    they are used or expire.

    From then on `by` is who asks. Raises InvitationClosedError when it was accepted or withdrawn (or sent, unless
    `again`), and ProgrammeClosedError.
    """
    hold_programme(invitation.programme)
    waiting = Invitation.objects.open().filter(pk=invitation.pk, **({} if again else {"sent_at": None}))
    sent = {"sent_at": at, "sent_by": by, "times_sent": F("times_sent") + 1, "expires_at": at + INVITATION.lifetime}
    if not waiting.update(**sent):
        raise InvitationClosedError
    invitation.refresh_from_db(fields=[*sent])
    record(actor=by, action="invitation.sent", at=at, subject=invitation, programme_id=invitation.programme_id)
    send_invitation_email(invitation=invitation, by=by, at=at)


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
    """Nobody can accept it any more.

    Raises InvitationClosedError when somebody has, or it was withdrawn before, and ProgrammeClosedError.
    """
    hold_programme(invitation.programme)
    if not Invitation.objects.open().filter(pk=invitation.pk).update(withdrawn_at=at):
        raise InvitationClosedError
    invitation.withdrawn_at = at
    revoke_links(by=by, at=at, subject=link_subject(invitation), purpose=INVITATION)
    record(actor=by, action="invitation.withdrawn", at=at, subject=invitation, programme_id=invitation.programme_id)
