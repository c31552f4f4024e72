"""Who may see and change a programme year (access row 06), and bring data into it (row 42)."""

from partnerships.models import Programme, Role
from partnerships.selectors.programmes import WITHOUT_YEAR
from partnerships.selectors.standing import Standing

Kind = Role.Kind


def can_see_programme_year(standing: Standing, programme: Programme) -> bool:
    """Everybody with a role in it, but agencies."""
    return any(role.kind not in WITHOUT_YEAR for role in standing.roles_in(programme.pk))


def manages(standing: Standing, programme: Programme) -> bool:
    """The manager and the deputy, in a closed year too."""
    return standing.holds(programme.pk, Kind.MANAGER)


def can_change_programme(standing: Standing, programme: Programme) -> bool:
    """The manager and the deputy, until the year is closed; what a closed year was cannot be rewritten."""
    return manages(standing, programme) and not programme.is_closed


def can_add_programme(standing: Standing) -> bool:
    """Whoever manages a programme may set up another; the first one comes from the operator's command line."""
    return any(role.kind == Kind.MANAGER for role in standing.roles)
