"""Who may name people, invite them and end their roles (access row 04)."""

from partnerships.models import Partnership, Programme, Role
from partnerships.permissions.programmes import can_change_programme
from partnerships.selectors.standing import Standing

Kind = Role.Kind


def can_manage_people(standing: Standing, programme: Programme) -> bool:
    """The manager and the deputy, for every role of the programme."""
    return can_change_programme(standing, programme)


def can_name_people_of(standing: Standing, partnership: Partnership) -> bool:
    """The manager, and a representative for the representatives and champion of the own partnership."""
    own = standing.is_of(partnership, Kind.REPRESENTATIVE) and not partnership.programme.is_closed
    return own or can_manage_people(standing, partnership.programme)
