"""By what somebody sees what partnerships have: the same by their ids and by a query written once for everybody."""

from collections.abc import Callable

import pytest

from kit.prepared import Prepared
from partnerships.models import Partnership, Role
from partnerships.selectors.sight import EVERY, Sight, in_sight, sight_by
from partnerships.selectors.standing import NOBODY
from tests.factories import World
from tests.partnerships.test_doors import readers

Kind = Role.Kind
KINDS = {"whole": [Kind.MANAGER], "own": Role.OF_A_PARTNERSHIP, "assigned": Role.WITH_ASSIGNMENTS}


def seen(sight: Sight) -> set[int]:
    return {one.pk for one in Partnership.objects.filter(in_sight(sight, partnership="pk"))}


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("manager", lambda world: set(world.here.partnerships)),
        ("representative", lambda world: {world.own}),
        ("champion", lambda world: {world.own}),
        ("adviser", lambda world: {world.own}),
        ("area-lead", lambda world: {world.own}),
        ("steering", lambda world: set()),
    ],
)
def test_each_kind_of_role_sees_what_it_is_given_for(
    world: World, kind: str, expected: Callable[[World], set[Partnership]]
) -> None:
    assert seen(sight_by(readers(world)[kind], **KINDS)) == {place.pk for place in expected(world)}


def test_ids_and_marks_come_to_the_same_for_everybody(world: World) -> None:
    once = Prepared(lambda: Partnership.objects.filter(in_sight(EVERY, partnership="pk")), *EVERY)
    for name, standing in readers(world).items():
        sight = sight_by(standing, **KINDS)
        assert {one.pk for one in once.fetch(*sight)} == seen(sight), name


def test_by_nothing_nothing_is_seen(world: World) -> None:
    assert sight_by(NOBODY, **KINDS) == Sight([], [], [])
    assert seen(Sight()) == set()


def test_kinds_that_are_not_named_see_nothing(world: World) -> None:
    for name, standing in readers(world).items():
        assert not any(sight_by(standing)), name
