"""Plants frameworks that a region wrote itself: read like the library (row 41), added and chosen with the year (06)."""

from dataclasses import replace

from accounts.models import Person
from selfassessment.models import FrameworkVersion
from tests.access.things import Place, Thing, canary
from tests.factories import World
from tests.factories.frameworks import give_framework


def frameworks(world: World, person: Person | None) -> list[Thing]:
    """One of each region, whose title is a canary word."""
    regions = ((Place.HERE, world.here.programme), (Place.ABROAD, world.there.programme))
    return [planted(place, programme.region, canary("framework", programme.key)) for place, programme in regions]


def planted(place: Place, region: str, word: str) -> Thing:
    version = FrameworkVersion.objects.filter(title=word).first() or give_framework(region=region, title=word)
    return Thing("41", place, "framework", kwargs={"pk": version.pk}, words=(word,))


def own_frameworks(world: World, person: Person | None) -> list[Thing]:
    """The same, to be chosen."""
    return [replace(thing, row="06") for thing in frameworks(world, person)]
