"""Every page, asked by everybody: the access table decides, and nobody else."""

import pytest
from django.test import Client

from tests.access.actors import ACTORS, FORMER_ACTORS, Actor
from tests.access.checker import Check
from tests.access.pages import PAGES
from tests.factories import World

# Two of those who lost their role are asked each time, one of a programme and one of a partnership; the rest are long.
OFTEN = {"former manager", "former champion"}
OFTEN_AND_SELDOM = [
    pytest.param(actor, marks=() if actor.name in OFTEN else pytest.mark.long) for actor in FORMER_ACTORS
]


@pytest.mark.parametrize("actor", ACTORS, ids=lambda actor: actor.name)
def test_each_page_answers_as_the_access_table_says(actor: Actor, world: World, client: Client) -> None:
    assert Check(actor, world, client, PAGES).findings() == []


@pytest.mark.parametrize("actor", OFTEN_AND_SELDOM, ids=lambda actor: actor.name)
def test_a_role_that_is_lost_is_lost_at_once(actor: Actor, world: World, client: Client) -> None:
    assert Check(actor, world, client, PAGES).findings() == []
