"""Plants decisions on grants (row 16), prepared, put aside and confirmed, and what was awarded by them (row 17)."""

from accounts.models import Person
from grants.models import Determination, Outcome
from grants.services.determining import confirm_determination, discard_determination, prepare_determination
from partnerships.models import Partnership, Role
from tests.access.things import Place, Thing, canary
from tests.factories import Region, RoleFactory, World
from tests.factories.projects import AFTER, give_line, give_terms

FINAL = frozenset({"final"})


def determinations(world: World, person: Person | None) -> list[Thing]:
    """One that was put aside and one that is confirmed, and a confirmed one abroad; the minute is the canary word."""
    aside = prepared(world.here, "aside")
    discard_determination(determination=aside, by=aside.prepared_by, at=AFTER)
    final, abroad = (confirmed(region, region.programme.key) for region in (world.here, world.there))
    return [
        thing(aside, Place.HERE, "put aside"),
        thing(final, Place.HERE, "confirmed", FINAL),
        thing(abroad, Place.ABROAD, "confirmed", FINAL),
    ]


def waiting(world: World, person: Person | None) -> list[Thing]:
    """One that is prepared, and one abroad."""
    return [
        thing(prepared(world.here, "here"), Place.HERE, "prepared"),
        thing(prepared(world.there, "there"), Place.ABROAD, "prepared"),
    ]


def awards(world: World, person: Person | None) -> list[Thing]:
    """The own one, and three of others; their areas are canary words."""
    places = {
        Place.OWN: world.own,
        Place.NEIGHBOUR: world.neighbour,
        Place.ELSEWHERE: world.elsewhere,
        Place.ABROAD: world.abroad,
    }
    for place, partnership in places.items():
        Partnership.objects.filter(pk=partnership.pk).update(area=canary("award", place.name))
    confirmed(world.here, "here")
    confirmed(world.there, "there")
    return [
        Thing("17", place, "award", kwargs={"pk": outcome.pk}, words=(outcome.partnership.area,))
        for place, partnership in places.items()
        for outcome in Outcome.objects.filter(partnership=partnership).select_related("partnership")
    ]


def prepared(region: Region, word: str) -> Determination:
    """By somebody who is not among the actors."""
    give_terms(region.programme)
    line = region.programme.budget_lines.first() or give_line(region.programme)
    by = RoleFactory(kind=Role.Kind.FINANCE, programme=region.programme).person
    return prepare_determination(programme=region.programme, line=line, minute=canary("minute", word), by=by, at=AFTER)


def confirmed(region: Region, word: str) -> Determination:
    """By another such."""
    by = RoleFactory(manager=True, programme=region.programme).person
    return confirm_determination(determination=prepared(region, word), by=by, at=AFTER)


def thing(found: Determination, place: Place, label: str, marks: frozenset[str] = frozenset()) -> Thing:
    """The address of a determination, and its minute."""
    return Thing("16", place, label, marks, kwargs={"pk": found.pk}, words=(found.minute,))
