"""Drafts that one may read: one's own, and those that a partnership lets its advisers read (access row 07)."""

from django.db.models import Q, QuerySet

from partnerships.models import Role
from partnerships.selectors.standing import Standing
from selfassessment.models import Assessment


def readable_assessments(standing: Standing) -> QuerySet[Assessment]:
    """Assessments with partnership, county, programme and framework; what others may do with them is another matter."""
    own = [role.partnership_id for role in standing.roles if role.kind in Role.OF_A_PARTNERSHIP]
    seen = Q(partnership__in=own)
    caring = [role.pk for role in standing.roles if role.kind in Role.WITH_ASSIGNMENTS]
    if caring:
        assigned = Role.assigned.through.objects.filter(role__in=caring).values("partnership_id")
        seen |= Q(open_to_advisers=True, partnership__in=assigned)
    found = Assessment.objects.filter(seen)
    return found.select_related("partnership__programme", "partnership__county", "made_on__framework")
