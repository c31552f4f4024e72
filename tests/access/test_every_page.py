"""Every page, asked by everybody: the access table decides, and nobody else."""

import pytest
from django.test import Client

from tests.access.actors import ACTORS, FORMER_ACTORS, Actor
from tests.access.checker import Check
from tests.access.pages import PAGES
from tests.factories import World


@pytest.mark.parametrize("actor", ACTORS, ids=lambda actor: actor.name)
def test_each_page_answers_as_the_access_table_says(actor: Actor, world: World, client: Client) -> None:
    assert Check(actor, world, client, PAGES).findings() == []


@pytest.mark.parametrize("actor", FORMER_ACTORS, ids=lambda actor: actor.name)
def test_a_role_that_is_lost_is_lost_at_once(actor: Actor, world: World, client: Client) -> None:
    assert Check(actor, world, client, PAGES).findings() == []
