"""Who is beside a partnership in its locality."""

from django.db.models import Q, QuerySet

from partnerships.models import Partnership


def others_of(partnership: Partnership) -> QuerySet[Partnership]:
    """The other partnerships of its locality, the county first; none for a single tier."""
    county = partnership.locality_id
    if county is None:
        return Partnership.objects.none()
    locality = Partnership.objects.filter(Q(pk=county) | Q(county=county))
    return locality.exclude(pk=partnership.pk).order_by("tier", "area")
