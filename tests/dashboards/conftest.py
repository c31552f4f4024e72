"""What the tests of homes share."""

import pytest
from django.utils import timezone
from pytest_django import Settings

from tests.dashboards.mails import ticked


@pytest.fixture
def without_second_step(settings: Settings) -> None:
    """Everybody may sign in with a password alone."""
    settings.SECOND_FACTOR_REQUIRED = False


@pytest.fixture
def ticking_clock() -> None:
    ticked(timezone.now())
