"""Who is signed in, and when, where grants are decided."""

from collections.abc import Callable, Iterator

import pytest
import time_machine
from django.test import Client

from tests.factories import World
from tests.factories.projects import give_terms
from tests.grants.deciding import LATER


@pytest.fixture
def afterwards() -> Iterator[None]:
    """The day after submission has closed."""
    with time_machine.travel(LATER, tick=False):
        yield


@pytest.fixture
def as_(client: Client, world: World) -> Callable[[str], Client]:
    """Signs somebody in."""

    def sign_in(kind: str) -> Client:
        client.force_login(world.people[kind])
        return client

    return sign_in


@pytest.fixture
def manager(client: Client, world: World) -> Client:
    """The manager's browser, where the year has its terms."""
    give_terms(world.here.programme)
    client.force_login(world.people["manager"])
    return client
