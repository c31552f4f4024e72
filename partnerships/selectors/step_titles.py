"""What each step of setting up is called, on its page and in the task list."""

from django.utils.translation import gettext_lazy as _

from partnerships.models import Programme
from partnerships.selectors.wordings import said

STEP_TITLES = {
    "programme": _("Region, name and dates"),
    "words": _("Words for {partnership_s} and tiers"),
    "rates": _("Rates"),
    "rules": _("Grant rules"),
    "support": _("Support days"),
    "budget": _("Budget lines"),
    "dates": _("Key dates"),
    "framework": _("Competency framework"),
    "limits": _("Limits"),
    "partnerships": _("{partnership_s}"),
    "map": _("Map"),
    "deputy": _("Deputy programme manager"),
}


def step_title(step: str, programme: Programme) -> str:
    """A step's name in the region's own words."""
    return said(STEP_TITLES[step], programme)
