"""What is said once a part of a joint review was sent: what is saved, and what of it is still to come."""

from collections.abc import Sequence

from django.contrib import messages
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from partnerships.http import PortalRequest
from selfassessment.rules.framework import Theme
from selfassessment.rules.reviewing import Days, Meeting, meeting_lacks
from selfassessment.sentences import wanted


def tell_meeting(request: PortalRequest, meeting: Meeting, days: Days) -> None:
    """Who sends it empty is not told that something was saved."""
    lacks = meeting_lacks(meeting, days)
    if meeting == Meeting():
        messages.info(request, _("Nothing is written down of the meeting yet. You can come back to it."))
    elif lacks:
        messages.success(request, _("The meeting is saved. Still to come: {what}.").format(what=wanted(lacks)))
    else:
        messages.success(request, _("The meeting is saved."))


def tell_theme(request: PortalRequest, theme: Theme) -> None:
    """It has a level, or nobody looked at it: the form asks for the one or the other."""
    messages.success(request, _("“{theme}” is saved.").format(theme=theme.title))


def tell_improvements(request: PortalRequest, named: Sequence[object]) -> None:
    """One, both, or none."""
    if named:
        messages.success(
            request, ngettext("The key improvement is saved.", "Both key improvements are saved.", len(named))
        )
    else:
        messages.info(request, _("No key improvement is named yet. You can come back to it."))


def tell_document(request: PortalRequest, name: str) -> None:
    """Attached under this name; without one it was taken off."""
    said = _("“{name}” is attached.").format(name=name) if name else _("The document is taken off.")
    messages.success(request, said)
