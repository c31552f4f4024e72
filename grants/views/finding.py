"""The one decision, or award, that an address names, for whoever may read it; missing and forbidden alike are 404."""

from django.http import Http404

from grants.models import Determination, Outcome
from grants.selectors.decided import award_seen, determination_seen
from partnerships.http import PortalRequest


def determination_for(request: PortalRequest, pk: int) -> Determination:
    """With what its sheet names."""
    found = determination_seen(request.standing, pk)
    if found is None:
        raise Http404
    return found


def outcome_for(request: PortalRequest, pk: int) -> Outcome:
    """What was confirmed of a partnership, with everything that decided it."""
    found = award_seen(request.standing, pk)
    if found is None:
        raise Http404
    return found
