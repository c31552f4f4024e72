"""What a page is about: where the object lies as seen from the actor, which state it is in, and its canary words."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from accounts.models import Person
from tests.access.legend import Grant
from tests.factories import World


class Place(StrEnum):
    """Where an object lies; the partnerships are those of `World`."""

    HERE = "of the programme"
    OWN = "of the own partnership"
    NEIGHBOUR = "of another partnership of the county"
    ELSEWHERE = "of another locality"
    ABROAD = "of another programme"


# The rows whose `l` means the whole locality, shared or not (legend).
WHOLE_LOCALITY = {"14", "15", "21"}
# A scope that follows from a state of the object alone.
STATE_OF_SCOPE = {"f": "final", "c": "agreed", "e": "escalated", "m": "member", "s": "mine", "g": "aggregated"}


@dataclass(frozen=True)
class Thing:
    """One object of an access row: `kwargs` address it, `words` are planted in what the row protects."""

    row: str
    place: Place
    label: str = ""
    marks: frozenset[str] = frozenset()
    kwargs: Mapping[str, Any] = field(default_factory=dict)
    words: tuple[str, ...] = ()
    data: Mapping[str, Any] = field(default_factory=dict)

    def __str__(self) -> str:
        return " ".join(["a thing", self.place, *sorted(self.marks), self.label]).strip()


Planter = Callable[[World, Person | None], list[Thing]]


def covers(scope: str, thing: Thing) -> bool:
    """Whether an object lies in a scope of the legend."""
    if scope == "t":
        return "token" in thing.marks
    if thing.place is Place.ABROAD:
        return False
    if scope in STATE_OF_SCOPE:
        return STATE_OF_SCOPE[scope] in thing.marks
    return SCOPES_OF_PLACE[scope](thing)


def in_the_locality(thing: Thing) -> bool:
    """`l`: partnerships of the own locality that it was shared with; in three rows the whole locality."""
    if thing.row in WHOLE_LOCALITY:
        return thing.place in {Place.OWN, Place.NEIGHBOUR}
    return thing.place is Place.NEIGHBOUR and "shared" in thing.marks


SCOPES_OF_PLACE: Mapping[str, Callable[[Thing], bool]] = {
    "*": lambda thing: True,
    "o": lambda thing: thing.place is Place.OWN,
    "a": lambda thing: thing.place is Place.OWN,  # the world assigns just that one
    "p": lambda thing: thing.place is Place.OWN and "allowed" in thing.marks,
    "l": in_the_locality,
    "": lambda thing: False,
}


def allows(grant: Grant, letter: str, thing: Thing | None) -> bool:
    """Whether a grant gives a permission on a thing; of a page about no one thing, whether it gives it at all."""
    return grant.gives(letter) and (thing is None or covers(grant.scope, thing))


def canary(*parts: object) -> str:
    """A word that stands nowhere else: letters only, so that any field takes it."""
    return "Zq" + "".join(letter for part in parts for letter in str(part).lower() if letter.isalpha()) + "qz"
