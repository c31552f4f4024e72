"""Reads about programmes, partnerships and the roles of people in them."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Case, When

from accounts.models import Person
from kit.prepared import Prepared
from partnerships.models import Partnership, Programme, Role


@dataclass(frozen=True)
class Standing:
    """Every role a person holds today, and the one they are acting in (None when they hold none)."""

    roles: tuple[Role, ...]
    acting: Role | None

    @property
    def others(self) -> tuple[Role, ...]:
        """The roles the person could switch to."""
        return tuple(role for role in self.roles if role != self.acting)

    @property
    def programme(self) -> Programme | None:
        """The programme of the role acted in: the one that lists and homes are about."""
        return self.acting.programme if self.acting else None

    @property
    def programme_ids(self) -> frozenset[int]:
        """Every programme in which the person holds a role today."""
        return frozenset(role.programme_id for role in self.roles)

    def roles_in(self, programme_id: int, *kinds: str) -> tuple[Role, ...]:
        """The roles held in a programme, of these kinds (of any when none is named); no query."""
        return tuple(
            role for role in self.roles if role.programme_id == programme_id and (not kinds or role.kind in kinds)
        )

    def holds(self, programme_id: int, *kinds: str) -> bool:
        """Whether one of these roles is held in the programme."""
        return bool(self.roles_in(programme_id, *kinds))

    def is_of(self, partnership: Partnership, *kinds: str) -> bool:
        """Whether the person is this partnership's representative or champion, or the one of `kinds`."""
        return any(role.partnership_id == partnership.pk for role in self.roles_in(partnership.programme_id, *kinds))


CHOSEN_ROLE = "acting_role"  # where the session keeps the id of the role chosen
NOBODY = Standing(roles=(), acting=None)

# Every page of everybody asks this, and turning it into SQL took longer than all else that was done for a page.
# One begins in a year that runs: neither in one that is being set up nor in one that is closed.
RUNNING_FIRST = (
    When(programme__state=Programme.State.OPEN, then=0),
    When(programme__state=Programme.State.SETTING_UP, then=1),
)
ON, PERSON = date.min, -1
HELD = Prepared(
    lambda: (
        Role.objects.held_on(ON)
        .filter(person=PERSON)
        .select_related("programme", "partnership__county")
        .order_by(Case(*RUNNING_FIRST, default=2), "-programme__starts", "pk")
    ),
    ON,
    PERSON,
)


def standing_of(person: Person, *, on: date, chosen: int | None = None) -> Standing:
    """The roles held on a day, in one query; acting in `chosen` (a role's id) when it is still held."""
    roles = tuple(HELD.fetch(on, person.pk))
    acting = next((role for role in roles if role.pk == chosen), roles[0] if roles else None)
    return Standing(roles=roles, acting=acting)


def held_by(person: Person, *, on: date) -> frozenset[tuple[int, str]]:
    """The roles of somebody on a day, who need not be the one looking: each programme with the kind; one query."""
    return frozenset(Role.objects.held_on(on).filter(person=person).values_list("programme_id", "kind"))
