"""What needs those who have no region or partnership of their own to see to, by the rooms that have something."""

from collections.abc import Callable, Mapping
from datetime import datetime

from dashboards.selectors.deciding import Need
from partnerships.models import Role

# A room adds its look for a role here: how many there are of what, and where. `dashboards/needs/<code>.html` says it.
Look = Callable[[Role, datetime], Need]
LOOKS: Mapping[Role.Kind, tuple[Look, ...]] = {
    Role.Kind.FINANCE: (),
    Role.Kind.FACILITATOR: (),
    Role.Kind.EVALUATOR: (),
    Role.Kind.AGENCY: (),
    Role.Kind.ADVISER: (),
    Role.Kind.AREA_LEAD: (),
}


def needs_of(role: Role, at: datetime) -> list[Need]:
    """What there is to do in a year that is open; one query for each look."""
    if not role.programme.is_set_up or role.programme.is_closed:
        return []
    found = (look(role, at) for look in LOOKS.get(Role.Kind(role.kind), ()))
    return [need for need in found if need.number]
