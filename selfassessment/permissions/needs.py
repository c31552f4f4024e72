"""Who sees what a region needs (access row 09): some each partnership's scores by name, others sums of enough."""

from partnerships.models import Programme, Role
from partnerships.selectors.standing import Standing

Kind = Role.Kind
BY_NAME = (Kind.MANAGER, Kind.FINANCE, Kind.ADVISER, Kind.AREA_LEAD, Kind.STEERING, Kind.EVALUATOR)


def can_see_needs(standing: Standing, programme: Programme) -> bool:
    """Everybody with a role in the programme."""
    return standing.holds(programme.pk)


def can_see_needs_by_name(standing: Standing, programme: Programme) -> bool:
    """Those whose cell of the row has a star; for the rest small groups are suppressed."""
    return standing.holds(programme.pk, *BY_NAME)


def can_see_actions_of_others(standing: Standing, programme: Programme) -> bool:
    """Those who read plans that are not their own (row 08): all, or those of the partnerships they look after."""
    return standing.holds(programme.pk, Kind.MANAGER, *Role.WITH_ASSIGNMENTS)
