"""The kind of message that holds others."""

from django.utils.translation import gettext_lazy as _

from notices.rules.kinds import Kind, register

SUMMARY = register(
    Kind(
        "notices/summary",
        group=_("About these emails"),
        label=_("The one email a day"),
        tells=_("Everything that you chose to get once a day."),
        fixed_because=_("It comes only when you choose it for something."),
        can_be_summed_up=False,
    )
)
