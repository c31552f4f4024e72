"""What each step of setting up is called, and where one gets from it."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from partnerships.models import Programme
from partnerships.rules.setting_up import OF_TERMS, step_after
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


def way_on(programme: Programme, step: str, *, is_drafted: bool = False) -> str:
    """The address after a step: the next one, the draft of the terms where there is one, or the year."""
    if not programme.is_set_up:
        following = step_after(step)
        return reverse(f"set_up_{following}" if following else "check_year", args=[programme.key])
    return back_from(programme, step, is_drafted=is_drafted)


def back_from(programme: Programme, step: str, *, is_drafted: bool = False) -> str:
    """Where a step was opened from."""
    if not programme.is_set_up:
        return reverse("set_up", args=[programme.key])
    return reverse("change_terms" if step in OF_TERMS and is_drafted else "year", args=[programme.key])
