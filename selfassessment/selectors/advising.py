"""Drafts that one may read: one's own, and those that a partnership lets its advisers read (access row 07)."""

from django.db.models import Q, QuerySet

from partnerships.models import Role
from partnerships.selectors.sight import assignments, partnerships_of, roles_of
from partnerships.selectors.standing import Standing
from selfassessment.models import Assessment


def readable_assessments(standing: Standing) -> QuerySet[Assessment]:
    """Assessments with partnership, county, programme and framework; what others may do with them is another matter."""
    seen = Q(partnership__in=partnerships_of(standing, *Role.OF_A_PARTNERSHIP))
    if caring := roles_of(standing, *Role.WITH_ASSIGNMENTS):
        seen |= Q(open_to_advisers=True, partnership__in=assignments(caring))
    found = Assessment.objects.filter(seen)
    return found.select_related("partnership__programme", "partnership__county", "made_on__framework")
