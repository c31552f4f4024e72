"""Who may name people, invite them and end their roles (access row 04)."""

from collections.abc import Sequence

from partnerships.models import Invitation, Partnership, Programme, Role
from partnerships.permissions.programmes import can_change_programme, manages
from partnerships.selectors.standing import Standing

Kind = Role.Kind


def can_see_people(standing: Standing, programme: Programme) -> bool:
    """The manager, in a closed year too, and a representative, who sees those of the own partnership."""
    return manages(standing, programme) or standing.holds(programme.pk, Kind.REPRESENTATIVE)


def can_manage_people(standing: Standing, programme: Programme) -> bool:
    """The manager and the deputy, for every role of the programme."""
    return can_change_programme(standing, programme)


def can_name_people_of(standing: Standing, partnership: Partnership) -> bool:
    """The manager, and a representative for the representatives and champion of the own partnership."""
    own = standing.is_of(partnership, Kind.REPRESENTATIVE) and not partnership.programme.is_closed
    return own or can_manage_people(standing, partnership.programme)


def can_change_naming(standing: Standing, naming: Role | Invitation) -> bool:
    """A role, or an invitation to one; its programme and partnership are loaded."""
    if naming.partnership is not None and naming.partnership.programme_id == naming.programme_id:
        naming.partnership.programme = naming.programme
        return can_name_people_of(standing, naming.partnership)
    return can_manage_people(standing, naming.programme)


def kinds_to_name(standing: Standing, programme: Programme) -> Sequence[str]:
    """The roles that one may ask somebody to take."""
    if can_manage_people(standing, programme):
        return Kind.values
    own = standing.holds(programme.pk, Kind.REPRESENTATIVE) and not programme.is_closed
    return Role.OF_A_PARTNERSHIP if own else ()


def can_see_people_of(standing: Standing, partnership: Partnership) -> bool:
    """Who they are by name: the manager, and the partnership's own people, in a closed year too."""
    return manages(standing, partnership.programme) or standing.is_of(partnership)


def can_see_invitations_of(standing: Standing, partnership: Partnership) -> bool:
    """Who was asked: the manager, and the partnership's own representatives, in a closed year too."""
    return manages(standing, partnership.programme) or standing.is_of(partnership, Kind.REPRESENTATIVE)
