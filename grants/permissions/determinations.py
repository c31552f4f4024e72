"""Who prepares, confirms and reads decisions on grants (access row 16), and what comes of them (row 17)."""

from grants.models import Determination
from grants.selectors.decided import READ_ALL, READ_FINAL
from partnerships.models import Programme, Role
from partnerships.permissions.programmes import manages
from partnerships.selectors.standing import Standing

Kind = Role.Kind


def can_prepare_determination(standing: Standing, programme: Programme) -> bool:
    """The manager and the finance officer, while the year is open (decision record 12)."""
    return programme.state == Programme.State.OPEN and standing.holds(programme.pk, Kind.MANAGER, Kind.FINANCE)


def can_confirm_determination(standing: Standing, determination: Determination, person_id: int) -> bool:
    """The manager or the deputy, whichever of them did not prepare it; its programme is loaded."""
    programme = determination.programme
    is_open = programme.state == Programme.State.OPEN and determination.state == Determination.State.PREPARED
    return is_open and manages(standing, programme) and determination.prepared_by_id != person_id


def can_see_determinations(standing: Standing, programme: Programme) -> bool:
    """Those who read what is prepared, too."""
    return standing.holds(programme.pk, *READ_ALL)


def can_see_some_determinations(standing: Standing, programme: Programme) -> bool:
    """Those to whom the page of the year's decision is of use: they see what is theirs to see of it."""
    return standing.holds(programme.pk, *READ_ALL, *READ_FINAL)


def can_see_awards(standing: Standing, programme: Programme) -> bool:
    """Every award of the programme."""
    return standing.holds(programme.pk, *READ_ALL)


def can_see_some_awards(standing: Standing, programme: Programme) -> bool:
    """They, and people of partnerships, who see their own."""
    return standing.holds(programme.pk, *READ_ALL, Kind.REPRESENTATIVE, Kind.CHAMPION)
