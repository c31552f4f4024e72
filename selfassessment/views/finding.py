"""The assessment that a page is about; missing and forbidden alike are 404."""

from django.http import Http404
from django.shortcuts import get_object_or_404

from partnerships.http import PortalRequest
from partnerships.models import Partnership
from partnerships.selectors.partnerships import visible_partnerships
from selfassessment.permissions import assessments as may
from selfassessment.selectors.advising import readable_assessments
from selfassessment.selectors.assessments import Draft, draft_of, visible_assessments
from selfassessment.selectors.following import with_last_year


def own_partnership(request: PortalRequest, pk: int) -> Partnership:
    """A partnership that one represents or champions."""
    partnership = get_object_or_404(visible_partnerships(request.standing), pk=pk)
    if not may.can_see_assessment(request.standing, partnership):
        raise Http404
    return partnership


def own_draft(request: PortalRequest, pk: int) -> Draft:
    """An assessment of one's own as it stands."""
    return draft_of(get_object_or_404(visible_assessments(request.standing), pk=pk))


def readable_draft(request: PortalRequest, pk: int) -> Draft:
    """The same, or one that the partnership lets its advisers read."""
    return draft_of(get_object_or_404(with_last_year(readable_assessments(request.standing)), pk=pk))
