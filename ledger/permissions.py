"""Who reads the ledger: budget lines (access row 06) with what was decided of every partnership (row 16)."""

from partnerships.models import Programme, Role
from partnerships.selectors.standing import Standing

Kind = Role.Kind


def can_see_ledger(standing: Standing, programme: Programme) -> bool:
    """Those who read every decision of the programme, whatever its state."""
    return standing.holds(programme.pk, Kind.MANAGER, Kind.FINANCE, Kind.STEERING, Kind.EVALUATOR)
