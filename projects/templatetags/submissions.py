"""Moments to the second, as a receipt needs them, and how long something still lasts."""

from datetime import datetime

from django import template
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kit.govuk_ui.formats import NO_BREAK, long_date
from partnerships.rules.deadlines import local_day
from projects.models import Endorsement
from projects.rules.endorsing import may_mail
from projects.rules.submission import Window

register = template.Library()


@register.filter
def to_the_second(at: datetime) -> str:
    """`30 June 2026, 11:59:59pm`, in London."""
    here = timezone.localtime(at)
    half = _("pm") if here.hour >= 12 else _("am")  # noqa: PLR2004
    return f"{long_date(here)}, {here.hour % 12 or 12}:{here:%M:%S}{half}"


@register.filter
def time_left(ends: datetime, now: datetime) -> str:
    """`today`, `tomorrow`, `in 12 days`: by days of the calendar in London, as people count them."""
    days = (local_day(ends) - local_day(now)).days
    if days <= 1:
        return _("tomorrow") if days == 1 else _("today")
    return ngettext("in %(n)d day", "in %(n)d days", days).replace(" ", NO_BREAK) % {"n": days}


@register.filter
def is_late(window: Window, now: datetime) -> bool:
    """Whether who submits now does so by a manager's leave."""
    return window.is_late(now)


@register.filter
def may_be_mailed(asked: Endorsement, now: datetime) -> bool:
    """Whether the champion may get another email about a question."""
    return may_mail(asked.mailed_at, now)
