"""Who may see how partnerships and counties stand now (access row 14), and play with it (row 15)."""

from partnerships.models import Partnership, Programme, Role
from partnerships.selectors.standing import Standing

Kind = Role.Kind
SEE_ALL = (Kind.MANAGER, Kind.FINANCE, Kind.STEERING, Kind.EVALUATOR)
SEE_LOCALITY = (Kind.REPRESENTATIVE, Kind.CHAMPION, Kind.ADVISER, Kind.AREA_LEAD)
SIMULATE = (Kind.MANAGER, Kind.FINANCE)


def can_see_eligibility(standing: Standing, programme: Programme) -> bool:
    """Everybody who sees at least one locality of the programme."""
    return standing.holds(programme.pk, *SEE_ALL, *SEE_LOCALITY)


def can_see_all_eligibility(standing: Standing, programme: Programme) -> bool:
    """Every partnership and county of the programme."""
    return standing.holds(programme.pk, *SEE_ALL)


def can_see_eligibility_of(standing: Standing, partnership: Partnership, assigned: frozenset[int]) -> bool:
    """One partnership or county: all, or the own locality; `assigned` are the localities (a single tier is its own)
    of the partnerships that an adviser or area lead looks after, see `selectors.localities.assigned_localities`."""
    if standing.holds(partnership.programme_id, *SEE_ALL):
        return True
    place = partnership.locality_id or partnership.pk
    own = standing.roles_in(partnership.programme_id, Kind.REPRESENTATIVE, Kind.CHAMPION)
    if any(role.partnership and (role.partnership.locality_id or role.partnership.pk) == place for role in own):
        return True
    return place in assigned and standing.holds(partnership.programme_id, Kind.ADVISER, Kind.AREA_LEAD)


def can_simulate(standing: Standing, programme: Programme) -> bool:
    """The manager and the finance officer keep simulations."""
    return standing.holds(programme.pk, *SIMULATE)


def can_see_simulations(standing: Standing, programme: Programme) -> bool:
    """They, and the steering group, who see those that are shown to them."""
    return standing.holds(programme.pk, *SIMULATE, Kind.STEERING)
