"""The kinds of message about projects, and until when each asks for something."""

from django.utils.translation import gettext_lazy as _

from notices.rules.kinds import Kind, register
from partnerships.models import Role
from projects.selectors import mattering

PROJECTS = _("Projects")
REPRESENTATIVES = frozenset({Role.Kind.REPRESENTATIVE})
CHAMPIONS = frozenset({Role.Kind.CHAMPION})

SHARED = register(
    Kind(
        "projects/shared",
        group=PROJECTS,
        label=_("A neighbour shares its project with us"),
        sent_as=_("Project shared by a neighbour"),
        tells=_("Which project it is, and where to confirm that you have received it."),
        matters=mattering.is_unconfirmed,
        roles=REPRESENTATIVES,
    )
)
ENDORSEMENT_ASKED = register(
    Kind(
        "projects/endorsement_asked",
        group=PROJECTS,
        label=_("I am asked to endorse a project"),
        sent_as=_("Champion asked to endorse"),
        tells=_("For champions: the project cannot be submitted without you."),
        matters=mattering.is_asked,
        roles=CHAMPIONS,
    )
)
ENDORSED = register(
    Kind(
        "projects/endorsed",
        group=PROJECTS,
        label=_("The champion endorses our project"),
        sent_as=_("Project endorsed"),
        tells=_("For representatives: you can then submit it."),
        matters=mattering.is_not_submitted,
        roles=REPRESENTATIVES,
    )
)
RETURNED = register(
    Kind(
        "projects/returned",
        group=PROJECTS,
        label=_("The champion returns our project"),
        sent_as=_("Project returned by the champion"),
        tells=_("For representatives: the champion’s reason, and where to change the words."),
        matters=mattering.is_returned,
        roles=REPRESENTATIVES,
    )
)
SUBMITTED = register(
    Kind(
        "projects/submitted",
        group=PROJECTS,
        label=_("Our project is submitted"),
        sent_as=_("Receipt of a submitted project"),
        tells=_("The receipt with its reference."),
        matters=mattering.is_submitted,
        roles=frozenset(Role.OF_A_PARTNERSHIP),
    )
)
ADMITTED = register(
    Kind(
        "projects/admitted",
        group=PROJECTS,
        label=_("We are allowed to submit late"),
        sent_as=_("Leave to submit late"),
        tells=_("Until when. It may be hours, so it cannot wait for a daily email."),
        matters=mattering.is_not_submitted,
        roles=REPRESENTATIVES,
        can_be_summed_up=False,
    )
)
