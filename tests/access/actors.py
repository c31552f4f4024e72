"""Who asks: somebody in each role, somebody in none, nobody, the operator, and those who have lost what they had."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.test import Client

from accounts.models import Person
from partnerships.models import Role
from tests.access.legend import Grant, Grants, the_table
from tests.access.things import Thing, allows
from tests.factories import NO_ROLE, World, give_second_step

ANONYMOUS = "anonymous"
ADMIN_ROW = "47"
EVERYTHING: Grants = frozenset({Grant("W", "*"), Grant("D", "*")})
Loss = Callable[[World, Person], None]


def keep_all(world: World, person: Person) -> None:
    """Nothing is lost."""


@dataclass(frozen=True)
class Actor:
    """`column` is the column of the access table that tells what is allowed; `source` names the person in the world."""

    name: str
    column: str
    source: str = ""
    loss: Loss = keep_all
    is_operator: bool = False

    def person(self, world: World) -> Person | None:
        """The person who signs in; None for a visitor."""
        return world.operator if self.is_operator else world.people.get(self.source)

    def enter(self, client: Client, world: World) -> None:
        """Sign in, look at a page so that everything is remembered that ever will be, and only then lose it."""
        person = self.person(world)
        if person is not None:
            give_second_step(person)  # some must have one; with it everybody reaches whatever they may
            client.force_login(person)
            client.get("/")
            self.loss(world, person)

    @property
    def is_signed_in(self) -> bool:
        return self.column != ANONYMOUS

    def grants(self, row: str, exported: str = "") -> Grants:
        """What the table says; the operator's account is a role in nothing but row 47."""
        if row == ADMIN_ROW and self.is_operator:
            return EVERYTHING
        return the_table().grants(row, self.column, exported)

    def may(self, letter: str, row: str, thing: Thing | None, exported: str = "") -> bool:
        """Whether the table lets this actor do it. What visitors may read, anybody may read, of any programme."""
        if any(allows(grant, letter, thing) for grant in self.grants(row, exported)):
            return True
        public = the_table().grants(row, ANONYMOUS, exported)
        return letter == "R" and any(grant.gives("R") and is_public(grant, thing) for grant in public)


def is_public(grant: Grant, thing: Thing | None) -> bool:
    """Whether a visitor's grant to read reaches a thing, whichever programme it lies in."""
    return thing is None or grant.scope == "*" or (grant.scope == "f" and "final" in thing.marks)


def lose_every_role(world: World, person: Person) -> None:
    person.roles.update(until=date(2020, 12, 31))


def lose_the_account(world: World, person: Person) -> None:
    person.is_active = False
    person.save(update_fields=["is_active"])


COLUMNS_WITH_PEOPLE = [*Role.Kind.values, NO_ROLE]
ACTORS = [
    *(Actor(name=kind, column=kind, source=kind) for kind in COLUMNS_WITH_PEOPLE),
    Actor(name=ANONYMOUS, column=ANONYMOUS),
    Actor(name="operator", column=NO_ROLE, is_operator=True),
    Actor(name="deactivated manager", column=ANONYMOUS, source="manager", loss=lose_the_account),
]
FORMER_ACTORS = [
    Actor(name=f"former {kind}", column=NO_ROLE, source=kind, loss=lose_every_role) for kind in Role.Kind.values
]
