"""Reads about partnerships and localities."""

from django.db.models import QuerySet

from partnerships.models import Partnership
from partnerships.selectors.standing import Standing


def visible_partnerships(standing: Standing) -> QuerySet[Partnership]:
    """The one door to partnerships: those of every programme in which the person holds a role today (row 02)."""
    seen = Partnership.objects.in_programmes(standing.programme_ids)
    return seen.select_related("programme", "county", "accountable_body")
