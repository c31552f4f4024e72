"""What a partnership is called where a county could be taken for one of its districts."""

from django.utils.translation import gettext

from partnerships.models import Partnership


def named(area: str, tier: str, county: str) -> str:
    """Its area; a county is told from its districts by the region's word for it."""
    if tier != Partnership.Tier.COUNTY:
        return area
    return gettext("%(area)s (%(county)s)") % {"area": area, "county": county}
