"""The kinds of message about taking part in a programme."""

from django.utils.translation import gettext_lazy as _

from notices.rules import senders
from notices.rules.kinds import Kind, register
from partnerships.models import Invitation
from partnerships.selectors.programmes import name_of_programme

senders.register(name_of_programme)
INVITATION = register(
    Kind(
        "partnerships/invitation",
        group=_("Taking part"),
        label=_("Invitations to take a role"),
        fixed_because=_("Somebody waits for your answer, and only the email has the link to give it."),
        can_be_summed_up=False,
        matters=lambda about: Invitation.objects.open().filter(pk=about["invitation"]).exists(),
    )
)
