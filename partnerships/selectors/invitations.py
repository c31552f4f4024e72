"""Reads about invitations, and what the links in them are for."""

from datetime import timedelta

from django.conf import settings

from accounts.rules import purposes
from partnerships.models import Invitation

INVITATION = purposes.register("partnerships.invitation", lifetime=timedelta(days=settings.INVITATION_DAYS))


def link_subject(invitation: Invitation) -> str:
    """What the links of an invitation are about."""
    return f"invitation:{invitation.pk}"
