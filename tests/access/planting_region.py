"""Plants the entries of the directory (row 02) that the region's map and table show, one in each place."""

from accounts.models import Person
from partnerships.models import Partnership
from tests.access.things import Place, Thing, canary
from tests.factories import World


def entries(world: World, person: Person | None) -> list[Thing]:
    """Four partnerships whose areas are canary words."""
    places = {
        Place.OWN: world.own,
        Place.NEIGHBOUR: world.neighbour,
        Place.ELSEWHERE: world.elsewhere,
        Place.ABROAD: world.abroad,
    }
    return [entry_of(partnership, place) for place, partnership in places.items()]


def entry_of(partnership: Partnership, place: Place) -> Thing:
    partnership.area = canary("area", place.name)
    partnership.save(update_fields=["area"])
    return Thing("02", place, words=(partnership.area,))
