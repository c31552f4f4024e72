"""Doors asked in Python, of one row or of a query written once, give what the door as a query gives, to everybody."""

import pytest

from grants.models import Outcome
from grants.selectors.decided import award_seen, visible_awards
from grants.selectors.simulations import simulations_in, visible_simulations
from partnerships.models import Role
from partnerships.selectors.standing import Standing, standing_of
from tests.factories import PersonFactory, World
from tests.factories.world import give_role
from tests.grants.deciding import LATER, confirmed, prepared, ready
from tests.grants.simulating import simulation_of

pytestmark = pytest.mark.django_db
ON = LATER.date()


@pytest.fixture
def everybody(world: World) -> list[Standing]:
    """Those who hold each role here, then those who hold it in the other region alone."""
    abroad = {who: PersonFactory() for who in Role.Kind.values}
    for who, person in abroad.items():
        give_role(who, person, world.there)
    return [standing_of(person, on=ON) for person in (*world.people.values(), *abroad.values())]


@pytest.mark.parametrize("decide", [prepared, confirmed])
def test_an_award_is_open_to_those_who_have_it_in_their_list(world, everybody, decide):
    decide(ready(world))
    keys = Outcome.objects.values_list("pk", flat=True)

    opened = [{key for key in keys if award_seen(standing, key)} for standing in everybody]

    assert opened == [set(visible_awards(standing).values_list("pk", flat=True)) for standing in everybody]
    assert {len(each) for each in opened} == ({0, 1, 9} if decide is confirmed else {0})


def test_simulations_are_listed_to_those_who_can_open_them(world, everybody):
    simulation_of(world, "Hidden")
    simulation_of(world, "Shown", is_shown=True)
    here, there = world.here.programme, world.there.programme

    listed = [simulations_in(standing, here) for standing in everybody]

    assert listed == [list(visible_simulations(standing)) for standing in everybody]
    assert {len(each) for each in listed} == {0, 1, 2}
    assert not any(simulations_in(standing, there) for standing in everybody)
