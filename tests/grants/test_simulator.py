"""The simulator's page: what is ticked and chosen, what comes of it, and that nothing typed is lost."""

import pytest
from django.test import Client
from django.urls import reverse

from grants.models import Simulation
from partnerships.models import Terms
from tests.factories import World
from tests.factories.projects import give_terms, make_project, submit_everywhere
from tests.grants.simulating import region, typed
from tests.kit.govuk_ui.rendering import words

URL = "/grants/simulator/"


@pytest.fixture
def manager(client: Client, world: World) -> Client:
    give_terms(world.here.programme)
    client.force_login(world.people["manager"])
    return client


def shown(world: World) -> list:
    """The first of each group: the counties, and the single tiers."""
    return [world.here.county, world.here.other_county, world.here.other_single]


def test_it_begins_at_the_facts(manager, world):
    make_project(world.own, shared_with=[world.neighbour], submitted=True)
    html = manager.get(URL).content.decode()
    assert 'aria-label="Ollerwick submits" checked' in " ".join(html.split())
    assert 'aria-label="Pimbrook submits" checked' not in " ".join(html.split())
    assert "Nobody gets more or less than as things stand." in words(html)
