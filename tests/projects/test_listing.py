"""The list of projects by queries written once: exactly what the door to projects gives, to nobody more."""

import pytest

from partnerships.selectors.standing import standing_of
from projects.models import Project
from projects.selectors.listing import projects_among, projects_at_once, projects_of, reads_only_all, titles_of
from tests.factories import RoleFactory, World
from tests.factories.projects import BEFORE, make_project

pytestmark = pytest.mark.django_db
ON = BEFORE.date()
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

    at_once = projects_at_once(standing, programme)

    assert at_once is not None
    assert told(at_once) == told(projects_of(standing, programme)) != []
    assert {one.reads_draft for one in at_once} == ({False} if who in ALL_OF_IT else {True, False})


@pytest.mark.parametrize("who", ALL_OF_IT)
def test_of_those_that_a_filter_leaves_each_page_is_what_the_door_gives(planted, who):
    standing, programme = standing_of(planted.people[who], on=ON), planted.here.programme
    titles = titles_of(standing, programme)

    every = projects_among(titles, programme)
    one, none = (
        projects_among(titles.filter(partnership=place), programme) for place in (planted.own, planted.here.single)
    )

    assert (len(every), told(every[0:50])) == (2, told(projects_of(standing, programme)))
    assert told(every[1:2]) == told(projects_of(standing, programme))[1:]
    assert told(every) == told([every[0], every[-1]]) == told(every[0:50])
    assert told(one[0:50]) == told(projects_of(standing, programme).filter(partnership=planted.own))
    assert (len(none), none[0:50]) == (0, [])


def test_people_of_a_partnership_are_not_among_those_who_read_all(planted):
    standing, programme = standing_of(planted.people["representative"], on=ON), planted.here.programme

    assert not reads_only_all(standing, programme)


@pytest.mark.parametrize("who", ["adviser", "area-lead", "agency", "facilitator"])
def test_to_anybody_else_the_door_itself_is_open_or_closed(planted, who):
    standing = standing_of(planted.people[who], on=ON)

    assert not projects_at_once(standing, planted.here.programme)


def test_who_is_of_two_partnerships_or_of_one_and_reads_all_goes_through_the_door(planted):
    programme = planted.here.programme
    of_two, of_both = (planted.people[who] for who in OWN)
    RoleFactory(representative=True, partnership=planted.here.single, person=of_two)
    RoleFactory(manager=True, programme=programme, person=of_both)

    assert projects_at_once(standing_of(of_two, on=ON), programme) is None
    assert projects_at_once(standing_of(of_both, on=ON), programme) is None


@pytest.mark.parametrize("who", [*ALL_OF_IT, *OWN])
def test_of_another_programme_nobody_reads_any(planted, who):
    standing = standing_of(planted.people[who], on=ON)

    assert not projects_at_once(standing, planted.there.programme)
