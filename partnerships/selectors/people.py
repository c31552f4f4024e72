"""Reads about the people of a partnership and of a programme: who holds a role, and who was asked to."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from partnerships.models import Invitation, Partnership, Role

Kind = Role.Kind


@dataclass(frozen=True)
class People:
    """Who is named in one partnership: roles that are not over, and invitations that nobody has answered."""

    partnership: Partnership
    representatives: tuple[Role, ...]
    champions: tuple[Role, ...]
    invitations: tuple[Invitation, ...]

    @property
    def has_room(self) -> bool:
        """Whether a representative or a champion could still be asked; the rule has the last word, by their days."""
        asked = [invitation.kind for invitation in self.invitations]
        few = len(self.representatives) + asked.count(Kind.REPRESENTATIVE) < 2  # noqa: PLR2004
        return few or not self.champions and Kind.CHAMPION not in asked


def people_of(partnership: Partnership, on: date) -> People:
    """Two queries; roles that begin later are there, those that are over are not."""
    lasting = Q(until__isnull=True) | Q(until__gte=on)
    roles = partnership.roles.filter(lasting).select_related("person").order_by("since", "pk")
    invitations = partnership.invitations.open().filter(lasting).order_by("since", "pk")
    held = list(roles)
    return People(
        partnership=partnership,
        representatives=tuple(role for role in held if role.kind == Kind.REPRESENTATIVE),
        champions=tuple(role for role in held if role.kind == Kind.CHAMPION),
        invitations=tuple(invitations),
    )
