"""Plants decisions on grants (row 16), one put aside and one confirmed, and what was awarded by them (row 17)."""

from dataclasses import replace

from accounts.models import Person
from grants.models import Determination, Outcome
from grants.services.determining import discard_determination, prepare_determination
from partnerships.models import Role
from tests.access.planting_region import entries
from tests.access.things import Place, Thing, canary
from tests.factories import Region, RoleFactory, World
from tests.factories.projects import AFTER, give_line, give_terms

FINAL = frozenset({"final"})


def determinations(world: World, person: Person | None) -> list[Thing]:
    """One that was put aside and one that is confirmed, and a confirmed one abroad; the minute is the canary word."""
    return standing(world)


def standing(world: World) -> list[Thing]:
    """Made once, however many pages are about them."""
    aside = put_aside(world.here)
    final, abroad = (confirmed(region) for region in (world.here, world.there))
    return [
        thing(aside, Place.HERE, "put aside"),
        thing(final, Place.HERE, "confirmed", FINAL),
        thing(abroad, Place.ABROAD, "confirmed", FINAL),
    ]


def sheets(world: World, person: Person | None) -> list[Thing]:
    """The same, as whole sheets: who reads a confirmed one reads everybody's line of it."""
    areas = tuple(word for entry in entries(world, person) if entry.place is not Place.ABROAD for word in entry.words)
    return [replace(one, words=(*one.words, *areas)) if one.place is Place.HERE else one for one in standing(world)]


def rows_of_sheets(world: World, person: Person | None) -> list[Thing]:
    """The same as files, in which no minute stands."""
    return [replace(one, words=one.words[1:]) for one in sheets(world, person)]


def awards(world: World, person: Person | None) -> list[Thing]:
    """The own one, two others of the programme and one abroad; their areas are canary words."""
    planted = entries(world, person)
    for region in (world.here, world.there):
        confirmed(region)
    pks = dict(Outcome.objects.filter(determination__state="confirmed").values_list("partnership__area", "pk"))
    return [replace(entry, row="17", kwargs={"pk": pks[entry.words[0]]}) for entry in planted]


def put_aside(region: Region) -> Determination:
    """Prepared, and discarded."""
    if found := Determination.objects.filter(programme=region.programme, state="discarded").first():
        return found
    found = prepared(region, "aside")
    return discard_determination(determination=found, by=found.prepared_by, at=AFTER)


def confirmed(region: Region) -> Determination:
    """The one of the region; neither sealed nor in the ledger, so that other pages still have something to refuse."""
    if found := Determination.objects.filter(programme=region.programme, state="confirmed").first():
        return found
    found = prepared(region, region.programme.key)
    by = RoleFactory(manager=True, programme=region.programme).person
    Determination.objects.filter(pk=found.pk).update(state="confirmed", decided_by=by, decided_at=AFTER)
    return found


def prepared(region: Region, word: str) -> Determination:
    """By somebody who is not among the actors."""
    give_terms(region.programme)
    line = region.programme.budget_lines.filter(name="Core").first() or give_line(region.programme)
    by = RoleFactory(kind=Role.Kind.FINANCE, programme=region.programme).person
    return prepare_determination(programme=region.programme, line=line, minute=canary("minute", word), by=by, at=AFTER)


def thing(found: Determination, place: Place, label: str, marks: frozenset[str] = frozenset()) -> Thing:
    """The address of a determination, and its minute."""
    return Thing("16", place, label, marks, kwargs={"pk": found.pk}, words=(found.minute,))
