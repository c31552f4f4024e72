"""The kinds of message about grants."""

from django.utils.translation import gettext_lazy as _

from notices.rules.kinds import Kind, register

AWARDED = register(
    Kind(
        "grants/awarded",
        group=_("Grants"),
        label=_("Our grant is decided"),
        tells=_("How much, what the decision rests on, and why."),
    )
)
