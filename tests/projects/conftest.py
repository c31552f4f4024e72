"""Whoever most pages of projects are asked by, in a year whose date for submission is set."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from projects.models import Project
from projects.services.writing import write_project
from tests.factories import World
from tests.factories.projects import BEFORE, make_project
from tests.projects.stages import DRAFT, close_on


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


@pytest.fixture
def project(world: World) -> Project:
    """Shared with the neighbour, who has it, and changed since; submission is open."""
    close_on(world.here.programme, timezone.now() + timedelta(days=12))
    made = make_project(world.own, shared_with=[world.neighbour])
    return write_project(project=made, seen=1, words={"title": DRAFT}, by=world.people["champion"], at=BEFORE)
