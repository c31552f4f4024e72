"""Plants entries of the ledger (row 16) for four partnerships, one of them abroad, whose areas are canary words."""

from dataclasses import replace

from accounts.models import Person
from ledger.models import Entry
from partnerships.models import Partnership
from tests.access.planting_region import entries
from tests.access.things import Thing
from tests.factories import PersonFactory, World
from tests.factories.projects import AFTER, give_line


def posted(world: World, person: Person | None) -> list[Thing]:
    """An offer to each of four partnerships whose areas are canary words."""
    by = PersonFactory()
    for region in (world.here, world.there):
        line = region.programme.budget_lines.first() or give_line(region.programme)
        for partnership in Partnership.objects.filter(programme=region.programme):
            facts = {"line": line, "account": "offered", "partnership": partnership, "source": "determination:7"}
            Entry.objects.get_or_create(**facts, defaults={"amount": 6300, "posted_by": by, "posted_at": AFTER})
    return [replace(thing, row="16") for thing in entries(world, person)]
