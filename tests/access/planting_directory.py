"""Plants the entries of the directory (row 02): a partnership in each place, and a county here and abroad."""

from accounts.models import Person
from partnerships.models import Partnership
from tests.access.things import Place, Thing, canary
from tests.factories import World


def partnerships(world: World, person: Person | None) -> list[Thing]:
    """Four partnerships whose names are canary words."""
    places = {
        Place.OWN: world.own,
        Place.NEIGHBOUR: world.neighbour,
        Place.ELSEWHERE: world.elsewhere,
        Place.ABROAD: world.abroad,
    }
    return [named(partnership, place) for place, partnership in places.items()]


def localities(world: World, person: Person | None) -> list[Thing]:
    """The counties of two programmes."""
    return [named(world.here.county, Place.HERE, "county"), named(world.there.county, Place.ABROAD, "county")]


def named(partnership: Partnership, place: Place, label: str = "entry") -> Thing:
    partnership.name = canary(label, place.name)
    partnership.save(update_fields=["name"])
    return Thing("02", place, label, kwargs={"pk": partnership.pk}, words=(partnership.name,))


def new_entries(world: World, person: Person | None) -> list[Thing]:
    """One that is not there yet: nobody's own, so that only who writes all of the programme may add it."""
    entry = {"name": "Tarnholt Partnership", "area": "Tarnholt", "tier": "unitary", "delivers_laa": "no"}
    data = {**entry, "version": "0", "written_for": world.here.programme.key}
    return [Thing("02", Place.ELSEWHERE, "new entry", data=data)]
