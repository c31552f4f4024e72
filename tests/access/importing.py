"""Plants imports (row 42): a file's name and what a row of it says are the manager's alone.

A finance officer's `Wf` in that row is for files of payments that are final, which come with the payments; these kinds
of file are never that, so nothing here is marked final, and pages about no one file are narrower than the table.
"""

from accounts.models import Person
from partnerships.models import FileImport, ImportRow, Programme
from tests.access.planting import AT
from tests.access.things import Place, Thing, canary
from tests.factories import World


def imports(world: World, person: Person | None) -> list[Thing]:
    """One that is ready, here and in another programme."""
    return [
        import_of(world.here.programme, world.people["manager"], Place.HERE),
        import_of(world.abroad.programme, world.people["manager"], Place.ABROAD),
    ]


def import_of(programme: Programme, by: Person, place: Place) -> Thing:
    file, name = canary("file", place), canary("row", place)
    made = FileImport.objects.create(
        programme=programme,
        kind="partnerships",
        state="ready",
        filename=f"{file}.csv",
        made_by=by,
        made_at=AT,
        headings=["name", "area", "tier"],
        matching={"name": 0, "area": 1, "tier": 2},
        counts={"new": 1, "changed": 0, "same": 0, "left": 0},
        fingerprint="f" * 64,
    )
    ImportRow.objects.create(file_import=made, line=2, outcome="new", label=name, values={"area": name})
    return Thing("42", place, "import", kwargs={"pk": made.pk}, words=(file, name))


def names_of_imports(world: World, person: Person | None) -> list[Thing]:
    """The same, by what a list and the page of columns show of them: the name of the file."""
    return [
        Thing(each.row, each.place, each.label, kwargs=each.kwargs, words=each.words[:1])
        for each in imports(world, person)
    ]
