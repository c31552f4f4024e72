"""The email in which somebody is asked to take a role."""

from datetime import datetime

from accounts.models import Person
from accounts.services.message_links import link_asked
from notices.models import Message
from notices.services.sending import send
from partnerships.models import Invitation
from partnerships.selectors.invitations import INVITATION, link_subject


def send_invitation_email(*, invitation: Invitation, by: Person | None, at: datetime) -> Message:
    """One message, whose link is issued while it is sent; the invitation has its programme and partnership loaded."""
    link = link_asked(
        page="accept_invitation",
        purpose=INVITATION,
        subject=link_subject(invitation),
        by=by,
        at=at,
        email=invitation.email,
    )
    return send(
        "partnerships/invitation",
        invitation.email,
        {"invitation": invitation},
        programme_id=invitation.programme_id,
        about={"invitation": invitation.pk},
        links={"link": link},
        at=at,
    )
