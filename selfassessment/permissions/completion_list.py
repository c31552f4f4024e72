"""Who reads some completed assessments of a programme (access row 08)."""

from partnerships.models import Programme, Role
from partnerships.selectors.standing import Standing


def can_see_completions(standing: Standing, programme: Programme) -> bool:
    """The manager, partnerships' own people, and those who look after some."""
    return standing.holds(programme.pk, Role.Kind.MANAGER, *Role.OF_A_PARTNERSHIP, *Role.WITH_ASSIGNMENTS)
