"""Which localities somebody may see the standing of (access row 14)."""

from django.db.models import Q, QuerySet

from partnerships.models import Partnership, Role
from partnerships.selectors.standing import Standing

Kind = Role.Kind
SEE_ALL = (Kind.MANAGER, Kind.FINANCE, Kind.STEERING, Kind.EVALUATOR)


def partnerships_seen(standing: Standing) -> QuerySet[Partnership]:
    """The one door to eligibility: all of a programme, or whole localities of those one is of or looks after."""
    whole = {role.programme_id for role in standing.roles if role.kind in SEE_ALL}
    own = [role.partnership for role in standing.roles if role.kind in Role.OF_A_PARTNERSHIP and role.partnership]
    places = {place.locality_id or place.pk for place in own} | assigned_places(standing)
    seen = Q(programme_id__in=whole) | Q(pk__in=places) | Q(county_id__in=places)
    return Partnership.objects.filter(seen).select_related("programme", "county")


def assigned_places(standing: Standing) -> set[int]:
    """The counties (a single tier is its own) of the partnerships somebody looks after; no query for anybody else."""
    held = [role.pk for role in standing.roles if role.kind in Role.WITH_ASSIGNMENTS]
    if not held:
        return set()
    assigned = Partnership.objects.filter(assigned_roles__in=held).values_list("pk", "county")
    return {county or pk for pk, county in assigned}
