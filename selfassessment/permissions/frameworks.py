"""Who reads frameworks (access row 41), and who adds and chooses them (row 06)."""

from partnerships.models import Programme
from partnerships.permissions.programmes import can_change_programme
from partnerships.selectors.standing import Standing


def can_see_frameworks(standing: Standing) -> bool:
    """Everybody who holds a role."""
    return bool(standing.roles)


def can_add_framework(standing: Standing, programme: Programme) -> bool:
    """The manager: a framework of the programme's own region."""
    return can_change_programme(standing, programme)


def can_choose_framework(standing: Standing, programme: Programme) -> bool:
    """The manager: by which framework the year assesses."""
    return can_change_programme(standing, programme)
