"""Whoever most pages of projects are asked by, in a year whose date for submission is set."""

import pytest
from django.test import Client

from tests.factories import World
from tests.projects.stages import close_on


@pytest.fixture
def representative(world: World, client: Client) -> Client:
    """The own partnership's."""
    close_on(world.here.programme)
    client.force_login(world.people["representative"])
    return client


@pytest.fixture
def manager(world: World, client: Client) -> Client:
    """The programme's."""
    close_on(world.here.programme)
    client.force_login(world.people["manager"])
    return client
