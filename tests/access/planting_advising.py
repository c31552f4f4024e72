"""Plants drafts that a partnership lets its advisers read (access row 07, `p`): each in the state of its own marks.

A partnership has one draft, so all of them are open; a neighbour's is open too, and is still nobody else's.
"""

from dataclasses import replace

from accounts.models import Person
from selfassessment.models import Assessment
from tests.access.planting_assessments import overviews, themes
from tests.access.things import Thing
from tests.factories import World

OPEN = frozenset({"allowed"})


def opened(things: list[Thing]) -> list[Thing]:
    """The same, once their advisers may read them."""
    Assessment.objects.update(open_to_advisers=True)
    return [replace(each, marks=each.marks | OPEN) for each in things]


def open_overviews(world: World, person: Person | None) -> list[Thing]:
    return opened(overviews(world, person))


def open_themes(world: World, person: Person | None) -> list[Thing]:
    return opened(themes(world, person))


def to_open(world: World, person: Person | None) -> list[Thing]:
    """Drafts whose advisers may be let in, by the partnership's own people alone."""
    return [
        replace(each, kwargs={"pk": Assessment.objects.get(partnership=each.kwargs["pk"]).pk})
        for each in overviews(world, person)
    ]
