"""The email in which somebody is asked to take a role."""

from datetime import datetime

from django.conf import settings
from django.urls import reverse

from notices.models import Message
from notices.services.sending import send
from partnerships.models import Invitation


def send_invitation_email(*, invitation: Invitation, token: str, at: datetime) -> Message:
    """One message with the link, which is stored nowhere; the invitation has its programme and partnership loaded."""
    link = settings.BASE_URL + reverse("accept_invitation", args=[token])
    return send(
        "partnerships/invitation",
        invitation.email,
        {"invitation": invitation},
        programme_id=invitation.programme_id,
        about={"invitation": invitation.pk},
        secrets={"link": link},
        at=at,
    )
