"""Who may see and change a partnership's entry in the directory (access row 02)."""

from partnerships.models import Partnership, Programme, Role
from partnerships.permissions.programmes import can_change_programme
from partnerships.selectors.standing import Standing

Kind = Role.Kind


def can_see_directory(standing: Standing, programme: Programme) -> bool:
    """Everybody with a role in the programme."""
    return standing.holds(programme.pk)


def can_change_entry(standing: Standing, partnership: Partnership) -> bool:
    """The manager, and the partnership's own representatives, until the year is closed."""
    if partnership.programme.is_closed:
        return False
    return can_change_programme(standing, partnership.programme) or standing.is_of(partnership, Kind.REPRESENTATIVE)


def can_add_entry(standing: Standing, programme: Programme) -> bool:
    """The manager, until the year is closed."""
    return can_change_programme(standing, programme)


def can_change_whole_entry(standing: Standing, partnership: Partnership) -> bool:
    """The manager: tier, county, codes and the body that answers for the money too; others a name and its letters."""
    return can_change_programme(standing, partnership.programme)
