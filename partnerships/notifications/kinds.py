"""The kinds of message about taking part in a programme."""

from django.utils.translation import gettext_lazy as _

from notices.rules.kinds import Kind, register

INVITATION = register(
    Kind(
        "partnerships/invitation",
        group=_("Taking part"),
        label=_("Invitations to take a role"),
        fixed_because=_("Somebody waits for your answer, and only the email has the link to give it."),
        can_be_summed_up=False,
    )
)
