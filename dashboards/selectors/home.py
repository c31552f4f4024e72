"""What the homes show, gathered from the rooms below."""

from dataclasses import dataclass
from datetime import date

from partnerships.models import Partnership, Role
from partnerships.selectors.standing import Standing, assigned_to


@dataclass(frozen=True)
class Home:
    """One role's home: the partnerships assigned to the person, and the days left of the role's programme."""

    role: Role
    partnerships: tuple[Partnership, ...]
    days_left: int


def home_of(standing: Standing, *, on: date) -> Home | None:
    """The home of the role acted in, in at most one query; None for a person without a role."""
    role = standing.acting
    if role is None:
        return None
    return Home(
        role=role,
        partnerships=assigned_to(role),
        days_left=max((role.programme.ends - on).days, 0),
    )
