"""Plants projects: words that others read are row 11's, those of a draft are row 10's, and differ in every project.

`project_of` makes a partnership's one project when it is not there yet, so that other planting files may ask for it.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

from accounts.models import Person
from partnerships.models import Partnership
from projects.models import Project, Sharing
from tests.access.planting_assessments import completion_of, results
from tests.access.planting_directory import named
from tests.access.things import Place, Thing, canary
from tests.factories import World
from tests.factories.projects import make_project

SHARED = frozenset({"shared"})
NOT_SHARED: frozenset[str] = frozenset()
WRITTEN = datetime(2026, 4, 20, 9, 0, tzinfo=UTC)


def project_of(partnership: Partnership, shared_with: Sequence[Partnership] = (), confirmed: bool = False) -> Project:
    """The partnership's project, shared in other words than those of its draft, or not shared at all."""
    there = Project.objects.filter(partnership=partnership).first()
    if there:
        return there
    words = ("title", "summary", "first", "second")
    shared = [canary("shared", word, partnership.programme.key, partnership.area) for word in words]
    completion_of(partnership)
    project = make_project(partnership, words=shared, shared_with=shared_with, confirmed=confirmed)
    project.title, project.summary, project.first_improvement, project.second_improvement = drafted(partnership)
    project.save()
    return project


def drafted(partnership: Partnership) -> list[str]:
    words = ("title", "summary", "first", "second")
    return [canary("draft", word, partnership.programme.key, partnership.area) for word in words]


def drafts(world: World, person: Person | None) -> list[Thing]:
    """What is written and nobody else was given, in each place."""
    lonely = world.here.districts[2]
    planted = [
        (Place.OWN, project_of(world.own, [world.neighbour])),
        (Place.NEIGHBOUR, project_of(world.neighbour, [world.own])),
        (Place.NEIGHBOUR, project_of(lonely)),
        (Place.ELSEWHERE, project_of(world.elsewhere, [world.here.other_county])),
        (Place.ABROAD, project_of(world.abroad, [world.there.county])),
    ]
    return [draft_of(place, project) for place, project in planted]


def unwritten(world: World, person: Person | None) -> list[Thing]:
    """Where a project may be begun; in the own partnership, where it is begun already, one goes on with it."""
    places = {Place.OWN: world.own, Place.NEIGHBOUR: world.neighbour, Place.ABROAD: world.abroad}
    drafts(world, person)
    return [
        Thing("10", place, "partnership", kwargs={"pk": partnership.pk}, data={"title": "Begun", "version": "0"})
        for place, partnership in places.items()
    ]


def to_rest_on(world: World, person: Person | None) -> list[Thing]:
    """What is completed, for a project that nobody has begun."""
    data = {"statements": "one.first", "title": "Begun", "version": "0"}
    return [replace(thing, row="10", words=(), data=data) for thing in results(world, person)]


def draft_of(place: Place, project: Project) -> Thing:
    words = tuple(drafted(project.partnership))
    data = {"title": "Renamed by somebody", "summary": "", "first_improvement": "", "second_improvement": ""}
    return Thing("10", place, "draft", kwargs={"pk": project.pk}, words=words, data={**data, "version": "1"})


def shared_projects(world: World, person: Person | None) -> list[Thing]:
    """What others were given to read: the neighbour gave it to one's own partnership, the county to another one."""
    return [
        edition_of(Place.OWN, project_of(world.own, [world.neighbour]), NOT_SHARED),
        edition_of(Place.NEIGHBOUR, project_of(world.neighbour, [world.own]), SHARED),
        edition_of(Place.NEIGHBOUR, project_of(world.here.county, [world.neighbour]), NOT_SHARED),
        edition_of(Place.ELSEWHERE, project_of(world.elsewhere, [world.here.other_county]), NOT_SHARED),
        edition_of(Place.ABROAD, project_of(world.abroad, [world.there.county]), NOT_SHARED),
    ]


def edition_of(place: Place, project: Project, marks: frozenset[str]) -> Thing:
    assert project.edition is not None
    return Thing("11", place, "project", marks, {"pk": project.pk}, project.edition.wording)


def lines_of_projects(world: World, person: Person | None) -> list[Thing]:
    """What a list shows of them: to others the title of the edition."""
    return [
        Thing(thing.row, thing.place, "title of a project", thing.marks, words=thing.words[:1])
        for thing in shared_projects(world, person)
        if thing.place is not Place.OWN
    ]


def names_in_the_locality(world: World, person: Person | None) -> list[Thing]:
    """Whom one shares with is known by name, though a representative reads no entry but the own (row 02)."""
    known = [named(world.neighbour, Place.NEIGHBOUR), named(world.here.county, Place.HERE, "county")]
    return [Thing(row, Place.OWN, "name of", words=each.words) for row in ("10", "11") for each in known]


def receipts(world: World, person: Person | None) -> list[Thing]:
    """Receipts not given yet: one's own is written by whoever writes the own project (row 10)."""
    for made in (drafts, shared_projects):
        made(world, person)
    places = {
        Place.OWN: (world.neighbour, world.own),
        Place.NEIGHBOUR: (world.own, world.neighbour),
        Place.ELSEWHERE: (world.elsewhere, world.here.other_county),
        Place.ABROAD: (world.abroad, world.there.county),
    }
    return [receipt_of(place, of, to) for place, (of, to) in places.items()]


def receipt_of(place: Place, of: Partnership, to: Partnership) -> Thing:
    sharing = Sharing.objects.get(edition__project__partnership=of, partnership=to)
    return Thing("10", place, "receipt", kwargs={"pk": sharing.pk})
