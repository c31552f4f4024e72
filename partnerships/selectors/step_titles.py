"""What each step of setting up is called, on its page and in the task list."""

from django.utils.translation import gettext_lazy as _

STEP_TITLES = {
    "programme": _("Region, name and dates"),
    "words": _("Words for partnerships and tiers"),
    "rates": _("Rates"),
    "rules": _("Grant rules"),
    "support": _("Support days"),
    "budget": _("Budget lines"),
    "dates": _("Key dates"),
    "framework": _("Competency framework"),
    "limits": _("Limits"),
    "partnerships": _("Partnerships"),
    "map": _("Map"),
    "deputy": _("Deputy programme manager"),
}
