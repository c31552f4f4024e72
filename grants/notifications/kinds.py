"""The kinds of message about grants."""

from django.utils.translation import gettext_lazy as _

from notices.rules.kinds import Kind, register
from partnerships.models import Role

AWARDED = register(
    Kind(
        "grants/awarded",
        group=_("Grants"),
        label=_("Our grant is decided"),
        sent_as=_("Decision on the grant"),
        tells=_("How much, what the decision rests on, and why."),
        roles=frozenset(Role.OF_A_PARTNERSHIP),
    )
)
