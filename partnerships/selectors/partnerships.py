"""Reads about partnerships and localities."""

from django.db.models import QuerySet

from audit.models import Entry
from partnerships.models import Partnership
from partnerships.selectors.standing import Standing


def visible_partnerships(standing: Standing) -> QuerySet[Partnership]:
    """The one door to partnerships: those of every programme in which the person holds a role today (row 02)."""
    seen = Partnership.objects.in_programmes(standing.programme_ids)
    return seen.select_related("programme", "county", "accountable_body")


def last_changer_of(partnership: Partnership) -> str:
    """The name of whoever last changed an entry; empty when nobody knows."""
    entry = Entry.objects.about(partnership).select_related("actor").first()
    return str(entry.actor) if entry and entry.actor else ""
