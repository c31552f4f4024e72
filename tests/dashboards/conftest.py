"""What the tests of homes share."""

import pytest
from pytest_django import Settings


@pytest.fixture
def without_second_step(settings: Settings) -> None:
    """Everybody may sign in with a password alone."""
    settings.SECOND_FACTOR_REQUIRED = False
