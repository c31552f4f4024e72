"""Who may see how partnerships and counties stand now (access row 14), and play with it (row 15)."""

from grants.selectors.localities import SEE_ALL
from partnerships.models import Partnership, Programme, Role
from partnerships.selectors.standing import Standing

Kind = Role.Kind
SIMULATE = (Kind.MANAGER, Kind.FINANCE)


def can_see_eligibility(standing: Standing, programme: Programme) -> bool:
    """Everybody who sees at least one locality of the programme."""
    return standing.holds(programme.pk, *SEE_ALL, *Role.OF_A_PARTNERSHIP, *Role.WITH_ASSIGNMENTS)


def can_see_all_eligibility(standing: Standing, programme: Programme) -> bool:
    """Every partnership and county of the programme."""
    return standing.holds(programme.pk, *SEE_ALL)


def can_see_county_of(standing: Standing, partnership: Partnership, *, is_assigned: bool) -> bool:
    """The locality of a partnership: `is_assigned` says that one looks after it."""
    places = {role.partnership.locality_id for role in standing.roles if role.partnership}
    near = partnership.locality_id in places - {None}
    return is_assigned or near or can_see_all_eligibility(standing, partnership.programme)


def can_try(standing: Standing, county: Partnership) -> bool:
    """What would happen if, on a county's page, where nothing is kept: those who simulate or read simulations, and
    people of its own partnerships. Advisers, area leads and evaluators see how the county stands, and no more.
    """
    places = {
        role.partnership.locality_id
        for role in standing.roles
        if role.kind in Role.OF_A_PARTNERSHIP and role.partnership
    }
    return county.pk in places or can_see_simulations(standing, county.programme)


def can_simulate(standing: Standing, programme: Programme) -> bool:
    """The manager and the finance officer keep simulations."""
    return standing.holds(programme.pk, *SIMULATE)


def can_see_simulations(standing: Standing, programme: Programme) -> bool:
    """They, and the steering group, who see those that are shown to them."""
    return standing.holds(programme.pk, *SIMULATE, Kind.STEERING)
