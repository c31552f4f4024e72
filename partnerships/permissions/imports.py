"""Who may bring data in from files (access row 42): the manager; finance officers bring others, not these kinds."""

from partnerships.models import Programme
from partnerships.permissions.programmes import can_change_programme, manages
from partnerships.selectors.standing import Standing


def can_see_imports(standing: Standing, programme: Programme) -> bool:
    """The manager and the deputy, of a closed year too."""
    return manages(standing, programme)


def can_import(standing: Standing, programme: Programme) -> bool:
    """The manager and the deputy, until the year is closed."""
    return can_change_programme(standing, programme)
