"""Where a county stands, and what its page begins with: the facts beneath the words."""

from collections.abc import Collection, Iterable

import pytest

from grants.selectors.conditions import Condition, Member, condition_of
from tests.factories import World
from tests.factories.projects import BEFORE, give_terms, make_project

pytestmark = pytest.mark.django_db
STAKE = 4 * 630_000


def found(world: World, ticked: Collection[int] | None = None) -> Condition:
    """The county's, with these ids ticked, or as it begins."""
    give_terms(world.here.programme)
    condition = condition_of(world.here.county, at=BEFORE, ticked=ticked)
    assert condition
    return condition


def areas(members: Iterable[Member]) -> list[str]:
    return [member.progress.area for member in members]


@pytest.fixture
def uneven(world: World) -> World:
    """Nothing, a draft, and one that counts; the county's own project is shared, and is not counted."""
    _, second, third = world.here.districts
    make_project(second)
    make_project(third, shared_with=[second], submitted=True)
    make_project(world.here.county, shared_with=[second])
    return world


def test_the_nearest_are_those_who_are_furthest_and_do_not_count_yet(uneven):
    condition = found(uneven)

    assert areas(condition.counted) == ["Quernley", "Pimbrook", "Ollerwick"]
    assert areas(condition.nearest) == ["Pimbrook"]


def test_it_begins_with_those_that_count_and_as_many_of_the_furthest_as_it_takes(uneven):
    condition = found(uneven)

    assert areas(one for one in condition.members if one.is_ticked) == ["Pimbrook", "Quernley"]
    assert (condition.decision.met, condition.decision_then.met) == (False, True)


def test_what_is_ticked_elsewhere_is_nothing_to_this_county(uneven):
    condition = found(uneven, ticked=[uneven.here.single.pk, uneven.here.districts[0].pk])

    assert areas(one for one in condition.members if one.is_ticked) == ["Ollerwick"]


def test_what_a_county_loses_it_loses_as_long_as_it_fails(uneven):
    condition = found(uneven)
    assert (condition.lost_now, condition.lost_then) == (STAKE, 0)

    make_project(uneven.here.districts[0], shared_with=[uneven.here.county], submitted=True)

    condition = found(uneven, ticked=[])
    assert (condition.lost_now, condition.lost_then) == (0, STAKE)
