"""Who may do what with a project (access rows 10 to 12); no queries, but the project's partnership is loaded."""

from partnerships.models import Partnership, Programme, Role
from partnerships.permissions.programmes import can_change_programme
from partnerships.selectors.standing import Standing
from projects.selectors.visibility import READ_ALL, READ_SOME

Kind = Role.Kind


def can_see_projects(standing: Standing, programme: Programme) -> bool:
    """Whoever has a role that reads some projects of the programme."""
    return standing.holds(programme.pk, *READ_ALL, *READ_SOME)


def can_write_project(standing: Standing, partnership: Partnership) -> bool:
    """The partnership's representatives and champion, while the year is open."""
    return is_running(partnership.programme) and standing.is_of(partnership, Kind.REPRESENTATIVE, Kind.CHAMPION)


def can_share_project(standing: Standing, partnership: Partnership) -> bool:
    """Its representatives: they share it, ask the champion, submit and withdraw."""
    return is_running(partnership.programme) and standing.is_of(partnership, Kind.REPRESENTATIVE)


def can_endorse_project(standing: Standing, partnership: Partnership) -> bool:
    """Its champion."""
    return is_running(partnership.programme) and standing.is_of(partnership, Kind.CHAMPION)


def can_confirm_receipt(standing: Standing, receiver: Partnership) -> bool:
    """The people of the partnership that a project was shared with."""
    return is_running(receiver.programme) and standing.is_of(receiver, Kind.REPRESENTATIVE, Kind.CHAMPION)


def can_decide_submission(standing: Standing, programme: Programme) -> bool:
    """The manager: closes early, opens again, admits late."""
    return can_change_programme(standing, programme)


def can_see_endorsement(standing: Standing, partnership: Partnership, *, is_assigned: bool) -> bool:
    """Row 12: the manager, the partnership's own people, and those to whom it is assigned."""
    own = standing.is_of(partnership, Kind.REPRESENTATIVE, Kind.CHAMPION)
    return own or standing.holds(partnership.programme_id, Kind.MANAGER) or is_assigned


def can_see_names(standing: Standing, partnership: Partnership, *, is_assigned: bool) -> bool:
    """Who did what: a partnership's own people, those to whom it is assigned, and who reads all contacts (row 03)."""
    own = standing.is_of(partnership, Kind.REPRESENTATIVE, Kind.CHAMPION)
    return own or is_assigned or standing.holds(partnership.programme_id, Kind.MANAGER, Kind.FINANCE)


def can_see_scores(standing: Standing, partnership: Partnership, *, is_assigned: bool) -> bool:
    """Row 08: scores, comments and evidence of what a project rests on; others read only what it names."""
    own = standing.is_of(partnership, Kind.REPRESENTATIVE, Kind.CHAMPION)
    return own or standing.holds(partnership.programme_id, Kind.MANAGER) or is_assigned


def is_running(programme: Programme) -> bool:
    """Whether the year is open."""
    return programme.state == Programme.State.OPEN
