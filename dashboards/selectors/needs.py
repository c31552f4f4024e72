"""What needs those who have no region or partnership of their own to see to, by the rooms that have something."""

from collections.abc import Callable, Mapping

from dashboards.selectors.addresses import way_to
from dashboards.selectors.deciding import Need
from dashboards.selectors.grants import Sight
from partnerships.models import Role


def to_prepare(role: Role, sight: Sight | None) -> Need:
    """Grants wait to be prepared once submission has closed and nobody has."""
    is_time = sight is not None and sight.grants is not None and sight.stage.has_closed and not sight.stage.decision
    return Need("prepare", int(is_time), way_to("prepare_determination"))


# A room adds its look for a role here: how many there are of what, and where. `dashboards/needs/<code>.html` says it.
Look = Callable[[Role, Sight | None], Need]
LOOKS: Mapping[Role.Kind, tuple[Look, ...]] = {
    Role.Kind.FINANCE: (to_prepare,),
    Role.Kind.FACILITATOR: (),
    Role.Kind.EVALUATOR: (),
    Role.Kind.AGENCY: (),
    Role.Kind.ADVISER: (),
    Role.Kind.AREA_LEAD: (),
}


def needs_of(role: Role, sight: Sight | None) -> list[Need]:
    """What there is to do in a year that is open, from what is known of where it stands."""
    if not role.programme.is_set_up or role.programme.is_closed:
        return []
    found = (look(role, sight) for look in LOOKS.get(Role.Kind(role.kind), ()))
    return [need for need in found if need.number]
