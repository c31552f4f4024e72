"""Reads about programmes, partnerships and the roles of people in them."""

from dataclasses import dataclass
from datetime import date

from accounts.models import Person
from partnerships.models import Partnership, Role


@dataclass(frozen=True)
class Standing:
    """Every role a person holds today, and the one they are acting in (None when they hold none)."""

    roles: tuple[Role, ...]
    acting: Role | None

    @property
    def others(self) -> tuple[Role, ...]:
        """The roles the person could switch to."""
        return tuple(role for role in self.roles if role != self.acting)


CHOSEN_ROLE = "acting_role"  # where the session keeps the id of the role chosen
NOBODY = Standing(roles=(), acting=None)


def standing_of(person: Person, *, on: date, chosen: int | None = None) -> Standing:
    """The roles held on a day, in one query; acting in `chosen` (a role's id) when it is still held."""
    held = Role.objects.held_on(on).filter(person=person).select_related("programme", "partnership__county")
    roles = tuple(held.order_by("-programme__starts", "pk"))
    acting = next((role for role in roles if role.pk == chosen), roles[0] if roles else None)
    return Standing(roles=roles, acting=acting)


def assigned_to(role: Role) -> tuple[Partnership, ...]:
    """The partnerships that an adviser or area lead looks after, in one query; none for other kinds of role."""
    return tuple(role.assigned.select_related("county")) if role.kind in Role.WITH_ASSIGNMENTS else ()
