"""What needs those who have no region or partnership of their own to see to, by the rooms that have something."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from dashboards.selectors.addresses import way_to
from dashboards.selectors.deciding import Need
from dashboards.selectors.grants import Sight
from partnerships.models import Role
from selfassessment.selectors.stages import NOT_BEGUN, UNDER_WAY


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


@dataclass(frozen=True)
class Unassessed(Need):
    """Those looked after who have completed neither an assessment nor a review: the areas of those who have not begun,
    of those under way, and of those whose joint review is still to be recorded."""

    not_begun: tuple[str, ...] = ()
    under_way: tuple[str, ...] = ()
    reviews: tuple[str, ...] = ()


def to_assess(places: Iterable[Any]) -> list[Need]:
    """Of partnerships read with `assessed` and `can_assess`; nothing where all are through, or none can begin."""
    open_ones = [each for each in places if each.can_assess and each.assessed in (NOT_BEGUN, UNDER_WAY)]
    if not open_ones:
        return []
    selves = [each for each in open_ones if not each.delivers_laa]
    found = Unassessed(
        "assigned_unassessed",
        len(open_ones),
        way_to("needs"),
        not_begun=tuple(each.area for each in selves if each.assessed == NOT_BEGUN),
        under_way=tuple(each.area for each in selves if each.assessed == UNDER_WAY),
        reviews=tuple(each.area for each in open_ones if each.delivers_laa),
    )
    return [found]
