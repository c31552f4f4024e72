"""Who asks partners to score an assessment (access row 07)."""

from partnerships.models import Partnership, Role
from partnerships.selectors.standing import Standing
from selfassessment.permissions.assessments import is_running


def can_see_partners(standing: Standing, partnership: Partnership) -> bool:
    """The partnership's representatives and champion."""
    return standing.is_of(partnership, *Role.OF_A_PARTNERSHIP)


def can_ask_partners(standing: Standing, partnership: Partnership) -> bool:
    """The same people, while the year is open."""
    return is_running(partnership.programme) and can_see_partners(standing, partnership)
