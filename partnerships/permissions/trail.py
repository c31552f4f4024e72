"""Who may read the audit trail of a programme (access row 45)."""

from partnerships.models import Programme, Role
from partnerships.selectors.standing import Standing


def can_see_trail(standing: Standing, programme: Programme) -> bool:
    """The manager all of it, a finance officer what is final."""
    return standing.holds(programme.pk, Role.Kind.MANAGER, Role.Kind.FINANCE)
