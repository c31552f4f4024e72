"""A traveller for each mode; the world they travel in."""

import shutil
from collections.abc import Callable, Iterator

import pytest
from django.core.cache import cache

from tests.browser import ARTEFACTS, Window
from tests.journeys.modes import EVERY_MODE, Mode
from tests.journeys.traveller import Traveller


@pytest.fixture(params=EVERY_MODE)
def mode(request: pytest.FixtureRequest) -> Mode:
    """The first in every run, the others in the long one."""
    return request.param


@pytest.fixture
def traveller(request: pytest.FixtureRequest, window: Callable[..., Window], mode: Mode) -> Iterator[Traveller]:
    """Somebody before an empty window; their pictures lie in artefacts/journeys/<journey>/<mode>/."""
    cache.clear()
    pictures = f"journeys/{request.node.originalname.removeprefix('test_')}/{mode.name}"
    shutil.rmtree(ARTEFACTS / pictures, ignore_errors=True)
    yield Traveller(window(**mode.window), mode, pictures)
    cache.clear()
