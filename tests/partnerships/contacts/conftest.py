"""Signing in to the pages about contacts."""

from collections.abc import Callable

import pytest
from django.test import Client

from tests.factories import World


@pytest.fixture
def enter(client: Client, world: World) -> Callable[[str], Client]:
    """Signed in, in that role."""

    def enter(kind: str) -> Client:
        client.force_login(world.people[kind])
        return client

    return enter
