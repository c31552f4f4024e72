"""The kinds of message about assessing a partnership."""

from django.utils.translation import gettext_lazy as _

from notices.rules.kinds import Kind, register
from partnerships.models import Role
from selfassessment.selectors.partners import is_still_asked
from selfassessment.selectors.reopening import is_still_open

SCORING = register(
    Kind(
        "selfassessment/scoring",
        group=_("Taking part"),
        label=_("Invitations to score a self-assessment"),
        fixed_because=_("A partnership waits for your answers, and only the email has the link to give them."),
        can_be_summed_up=False,
        matters=is_still_asked,
    )
)
REOPENED = register(
    Kind(
        "selfassessment/reopened",
        group=_("Assessments"),
        label=_("Our completed assessment or joint review is opened again"),
        sent_as=_("Assessment or joint review opened again"),
        tells=_("The programme manager’s reason, and where to change what you wrote."),
        matters=is_still_open,
        roles=frozenset(Role.OF_A_PARTNERSHIP),
    )
)
