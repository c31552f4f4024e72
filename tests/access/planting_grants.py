"""Plants where grants stand (row 14): areas in each place, and the counties they are in, under terms in force."""

from dataclasses import replace

from accounts.models import Person
from partnerships.models import Partnership
from tests.access.planting_region import entries, entry_of
from tests.access.things import Place, Thing
from tests.factories import World
from tests.factories.projects import give_terms


def standings(world: World, person: Person | None) -> list[Thing]:
    """Four partnerships whose areas are canary words; both programmes have terms."""
    give_terms(world.here.programme)
    give_terms(world.there.programme)
    return [replace(thing, row="14") for thing in entries(world, person)]


def conditions(world: World, person: Person | None) -> list[Thing]:
    """The own county, another one of the programme, and one abroad, each with a district that is a canary word."""
    give_terms(world.here.programme)
    give_terms(world.there.programme)
    counties = {Place.NEIGHBOUR: world.neighbour, Place.ELSEWHERE: world.elsewhere, Place.ABROAD: world.abroad}
    return [condition_of(district, place) for place, district in counties.items()]


def condition_of(district: Partnership, place: Place) -> Thing:
    """The county of a district, whose area is the word that its entry in the directory is known by too."""
    words = entry_of(district, place).words
    return Thing("14", place, "county", kwargs={"pk": district.county_id}, words=words)
