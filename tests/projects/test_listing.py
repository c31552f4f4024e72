"""The list of projects by queries written once: exactly what the door to projects gives, to nobody more."""

import pytest

from kit.search import patterns_of
from partnerships.selectors.standing import standing_of
from projects.models import Project
from projects.selectors.listing import Asked, narrowed, projects_at_once, projects_of
from tests.factories import RoleFactory, World
from tests.factories.projects import BEFORE, make_project

pytestmark = pytest.mark.django_db
ON, EVERYTHING = BEFORE.date(), Asked()
COMPUTED = ("public", "reads_draft", "is_assigned", "seen_title", "submitted_at", "given", "confirmed", "wanted")
ALL_OF_IT, OWN = ("manager", "finance", "steering", "evaluator"), ("representative", "champion")


@pytest.fixture
def planted(world: World) -> World:
    """A draft changed since it was shared, one submitted by a neighbour, a mere draft, and one of another region."""
    made = make_project(world.own, shared_with=[world.neighbour])
    Project.objects.filter(pk=made.pk).update(title="What nobody else was given")
    make_project(world.neighbour, shared_with=[world.own], submitted=True)
    Project.objects.create(partnership=world.here.single, title="A draft")
    make_project(world.there.single, submitted=True)
    return world


def told(found):
    return [(one.pk, one.partnership.area, *(getattr(one, name) for name in COMPUTED)) for one in found]


@pytest.mark.parametrize("who", [*ALL_OF_IT, *OWN])
def test_those_who_read_all_and_the_people_of_one_partnership_read_what_the_door_gives(planted, who):
    standing, programme = standing_of(planted.people[who], on=ON), planted.here.programme

    at_once = projects_at_once(standing, programme, EVERYTHING)

    assert at_once is not None
    assert told(at_once) == told(projects_of(standing, programme)) != []
    assert {one.reads_draft for one in at_once} == ({False} if who in ALL_OF_IT else {True, False})


def asked_of(planted):
    """What each part of a filter narrows by, all of them, and what nothing fits."""
    public = patterns_of("TEAM one")
    keys = list(Project.objects.values_list("pk", flat=True).filter(partnership=planted.own))
    county = planted.here.county.pk
    single = [Asked(public), Asked(keys=keys), Asked(county=county), Asked(patterns_of("nobody else was given"))]
    return [*single, Asked(public, keys, county), Asked(keys=[]), Asked(patterns_of("_%"))]


@pytest.mark.parametrize("who", [*ALL_OF_IT, *OWN])
def test_a_narrowed_list_is_what_the_narrowed_door_gives(planted, who):
    standing, programme = standing_of(planted.people[who], on=ON), planted.here.programme
    found = projects_of(standing, programme)

    for asked in asked_of(planted):
        assert told(projects_at_once(standing, programme, asked)) == told(narrowed(found, asked))
        assert told(projects_at_once(standing, programme, asked)[0:1]) == told(narrowed(found, asked)[0:1])


def test_each_reader_finds_the_words_that_they_read(planted):
    programme = planted.here.programme
    asked = asked_of(planted)

    def found_by(who):
        standing = standing_of(planted.people[who], on=ON)
        return [len(projects_at_once(standing, programme, one)) for one in asked]

    assert found_by("manager") == [2, 1, 2, 0, 1, 0, 0]
    assert found_by("representative") == [1, 1, 2, 1, 0, 0, 0]


@pytest.mark.parametrize("who", ["adviser", "area-lead", "agency", "facilitator"])
def test_to_anybody_else_the_door_itself_is_open_or_closed(planted, who):
    standing = standing_of(planted.people[who], on=ON)

    assert not projects_at_once(standing, planted.here.programme, EVERYTHING)


def test_who_is_of_two_partnerships_or_of_one_and_reads_all_goes_through_the_door(planted):
    programme = planted.here.programme
    of_two, of_both = (planted.people[who] for who in OWN)
    RoleFactory(representative=True, partnership=planted.here.single, person=of_two)
    RoleFactory(manager=True, programme=programme, person=of_both)

    assert projects_at_once(standing_of(of_two, on=ON), programme, EVERYTHING) is None
    assert projects_at_once(standing_of(of_both, on=ON), programme, EVERYTHING) is None


@pytest.mark.parametrize("who", [*ALL_OF_IT, *OWN])
def test_of_another_programme_nobody_reads_any(planted, who):
    standing = standing_of(planted.people[who], on=ON)

    assert not projects_at_once(standing, planted.there.programme, EVERYTHING)
