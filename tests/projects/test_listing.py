"""The list of projects by queries written once: exactly what the door to projects gives, to nobody more."""

import pytest

from kit.search import patterns_of
from partnerships.selectors.standing import standing_of
from projects.models import Project
from projects.selectors.listing import Asked, narrowed, projects_at_once, projects_of
from tests.factories import NO_ROLE, RoleFactory, World
from tests.factories.projects import BEFORE, make_project

pytestmark = pytest.mark.django_db
ON, EVERYTHING = BEFORE.date(), Asked()
COMPUTED = ("public", "reads_draft", "is_assigned", "seen_title", "submitted_at", "given", "confirmed", "wanted")
ALL_OF_IT, OWN = ("manager", "finance", "steering", "evaluator"), ("representative", "champion")
READERS = [*ALL_OF_IT, *OWN, "adviser", "area-lead"]


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


@pytest.mark.parametrize("who", READERS)
def test_every_reader_reads_what_the_door_gives(planted, who):
    standing, programme = standing_of(planted.people[who], on=ON), planted.here.programme

    at_once = projects_at_once(standing, programme, EVERYTHING)

    assert told(at_once) == told(projects_of(standing, programme)) != []
    assert {one.reads_draft for one in at_once} == ({True, False} if who in OWN else {False})


def asked_of(planted):
    """What each part of a filter narrows by, all of them, and what nothing fits."""
    public = patterns_of("TEAM one")
    keys = list(Project.objects.values_list("pk", flat=True).filter(partnership=planted.own))
    county = planted.here.county.pk
    single = [Asked(public), Asked(keys=keys), Asked(county=county), Asked(patterns_of("nobody else was given"))]
    return [*single, Asked(public, keys, county), Asked(keys=[]), Asked(patterns_of("_%"))]


@pytest.mark.parametrize("who", READERS)
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


def test_who_holds_several_roles_reads_by_each_of_them(planted):
    programme = planted.here.programme
    of_two, of_both, of_three = (planted.people[who] for who in (*OWN, "adviser"))
    RoleFactory(representative=True, partnership=planted.here.single, person=of_two)
    RoleFactory(manager=True, programme=programme, person=of_both)
    RoleFactory(manager=True, programme=planted.there.programme, person=of_three)
    Project.objects.update(open_to_advisers=True)

    for person, number in ((of_two, 3), (of_both, 2), (of_three, 1)):
        standing = standing_of(person, on=ON)
        at_once = projects_at_once(standing, programme, EVERYTHING)
        assert told(at_once) == told(projects_of(standing, programme))
        assert len(at_once) == number


@pytest.mark.parametrize("who", ["agency", "facilitator", NO_ROLE])
def test_who_reads_no_project_is_given_none_without_a_query(planted, who, django_assert_num_queries):
    standing = standing_of(planted.people[who], on=ON)

    with django_assert_num_queries(0):
        assert projects_at_once(standing, planted.here.programme, EVERYTHING) == []


@pytest.mark.parametrize("who", READERS)
def test_of_another_programme_nobody_reads_any(planted, who):
    standing = standing_of(planted.people[who], on=ON)

    assert not projects_at_once(standing, planted.there.programme, EVERYTHING)
