"""Plants what a programme year says: its framework, a reason for its terms, and a line of its budget."""

from datetime import UTC, datetime
from decimal import Decimal

from accounts.models import Person
from ledger.services import add_budget_line
from tests.access.things import Place, Thing, canary
from tests.factories import Region, World
from tests.factories.projects import give_terms

AT = datetime(2026, 6, 18, 9, 0, tzinfo=UTC)


def places(world: World) -> list[tuple[Place, Region]]:
    return [(Place.HERE, world.here), (Place.ABROAD, world.there)]


def years(world: World, person: Person | None) -> list[Thing]:
    """The year of the programme, and another programme's."""
    return [year_of(place, region) for place, region in places(world)]


def year_of(place: Place, region: Region) -> Thing:
    programme, word = region.programme, canary("framework", region.programme.key)
    programme.framework = word
    programme.save(update_fields=["framework"])
    return Thing("06", place, kwargs={"key": programme.key}, words=(word,))


def versions(world: World, person: Person | None) -> list[Thing]:
    """Terms in force, with the reason for them."""
    return [version_of(place, region) for place, region in places(world)]


def version_of(place: Place, region: Region) -> Thing:
    word = canary("reason", region.programme.key)
    assert give_terms(region.programme, reason=word).reason == word  # none were there before, without that word
    return Thing("06", place, kwargs={"key": region.programme.key}, words=(word,))


def budget_lines(world: World, person: Person | None) -> list[Thing]:
    """A line of each programme's budget."""
    return [line_of(place, region) for place, region in places(world)]


def line_of(place: Place, region: Region) -> Thing:
    word = canary("line", region.programme.key)
    line = add_budget_line(
        programme=region.programme,
        name=word,
        funder="Central government",
        purpose="",
        amount=Decimal("5.00"),
        ring_fenced="",
        kind="cash",
        by=None,
        at=AT,
    )
    return Thing("06", place, kwargs={"key": region.programme.key, "pk": line.pk}, words=(word,))
