"""What a reminder changes of the thing it is about."""

from datetime import datetime

from notices.rules.reminders import Case
from partnerships.models import Invitation
from partnerships.selectors.invitations import INVITATION


def keep_open(case: Case, at: datetime) -> None:
    """Who is reminded can accept as long as the fresh link lives; when it was last sent by a person stays as it was."""
    waiting = Invitation.objects.open().filter(pk=case.ids["invitation"])
    waiting.update(expires_at=at + INVITATION.lifetime)
