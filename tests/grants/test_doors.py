"""To whom the doors to awards and simulations open: those of a row of the access table, in their own region alone."""

from collections.abc import Callable

import pytest

from grants.models import Outcome
from grants.selectors.decided import award_seen, awards_in
from grants.selectors.simulations import simulations_in, visible_simulations
from partnerships.models import Role
from partnerships.selectors.standing import Standing, standing_of
from tests.factories import PersonFactory, World
from tests.factories.world import give_role
from tests.grants.deciding import LATER, confirmed, prepared, ready
from tests.grants.simulating import simulation_of

pytestmark = pytest.mark.django_db
ALL_NINE = dict.fromkeys(("manager", "finance", "steering", "evaluator"), 9)
OWN_ONE = dict.fromkeys(("representative", "champion"), 1)


@pytest.fixture
def everybody(world: World) -> dict[str, Standing]:
    """Those who hold each role here, and those who hold it in the other region alone."""
    abroad = {f"{kind} abroad": PersonFactory() for kind in Role.Kind.values}
    for who, person in abroad.items():
        give_role(who.removesuffix(" abroad"), person, world.there)
    return {who: standing_of(person, on=LATER.date()) for who, person in {**world.people, **abroad}.items()}


def opens_to(everybody: dict[str, Standing], door: Callable[[Standing], int]) -> dict[str, int]:
    """How much each of those sees who sees anything."""
    return {who: number for who, standing in everybody.items() if (number := door(standing))}


def test_confirmed_awards_are_read_by_who_oversees_them_and_by_whom_they_are_of(world, everybody):
    confirmed(ready(world))
    awards = list(Outcome.objects.all())

    listed = opens_to(everybody, lambda one: len(awards_in(one, world.here.programme)))
    opened = opens_to(everybody, lambda one: sum(award_seen(one, award.pk) is not None for award in awards))

    assert listed == opened == {**ALL_NINE, **OWN_ONE}
    assert award_seen(everybody["champion"], next(one.pk for one in awards if one.partnership == world.own))


def test_what_is_only_prepared_is_nobodys_award(world, everybody):
    prepared(ready(world))

    assert not opens_to(everybody, lambda one: len(awards_in(one, world.here.programme)))
    assert not opens_to(everybody, lambda one: award_seen(one, Outcome.objects.first().pk) is not None)


def test_simulations_are_read_by_who_makes_them_and_by_the_steering_group_once_shown(world, everybody):
    simulation_of(world, "Hidden")
    shown = simulation_of(world, "Shown", is_shown=True)

    listed = opens_to(everybody, lambda one: len(simulations_in(one, world.here.programme)))
    opened = opens_to(everybody, lambda one: visible_simulations(one).count())

    assert listed == opened == {"manager": 2, "finance": 2, "steering": 1}
    assert simulations_in(everybody["steering"], world.here.programme) == [shown]
    assert not opens_to(everybody, lambda one: len(simulations_in(one, world.there.programme)))
