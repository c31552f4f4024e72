"""Who makes an assessment (access row 07), and who completes it (row 08)."""

from partnerships.models import Partnership, Programme, Role
from partnerships.permissions.programmes import manages
from partnerships.selectors.standing import Standing

Kind = Role.Kind


def can_see_assessment(standing: Standing, partnership: Partnership) -> bool:
    """The partnership's representatives and champion."""
    return standing.is_of(partnership, Kind.REPRESENTATIVE, Kind.CHAMPION)


def can_answer(standing: Standing, partnership: Partnership) -> bool:
    """The same people, while the year is open."""
    return is_running(partnership.programme) and can_see_assessment(standing, partnership)


def can_complete(standing: Standing, partnership: Partnership) -> bool:
    """Its representatives."""
    return is_running(partnership.programme) and standing.is_of(partnership, Kind.REPRESENTATIVE)


def can_reopen(standing: Standing, partnership: Partnership) -> bool:
    """The programme's manager."""
    return is_running(partnership.programme) and manages(standing, partnership.programme)


def is_running(programme: Programme) -> bool:
    """Whether the year is open."""
    return programme.state == Programme.State.OPEN
