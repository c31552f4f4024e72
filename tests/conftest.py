"""Fixtures that every room's tests may ask for."""

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any

import pytest
from django.db import connection
from factory.django import DjangoModelFactory
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings
from playwright.sync_api import Browser

from tests.browser import Window, chromium, open_window
from tests.factories import World, build_world


def pytest_configure(config: pytest.Config) -> None:
    """The same examples at every run, and new ones where the long tests run too; how long one takes says nothing."""
    is_short = "not long" in config.option.markexpr
    slow = [HealthCheck.too_slow]
    hypothesis_settings.register_profile("portal", deadline=None, derandomize=is_short, suppress_health_check=slow)
    hypothesis_settings.load_profile("portal")


@pytest.fixture(autouse=True)
def _numbered_from_nought() -> None:
    """What factories number has the same name, and so the same place in a list, whichever tests came before."""
    for factory in DjangoModelFactory.__subclasses__():
        factory.reset_sequence(0)


@pytest.fixture
def world(db: None) -> World:
    """Two programmes, and a person in each role of the first."""
    return build_world()


@pytest.fixture(scope="session")
def browser(django_db_setup: None, django_db_blocker: Any) -> Iterator[Browser]:
    """The one Chromium of the session. Playwright's loop stands in this thread, so Django must be told to work on."""
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with chromium() as started:
        yield started
    # The live server's threads end when they like, and a database that one of them still holds cannot be removed.
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )


@pytest.fixture
def window(browser: Browser, live_server: Any) -> Iterator[Callable[..., Window]]:
    """Opens windows on the live server: `window(width=320, javascript=False)`; all close with the test."""
    with ExitStack() as windows:
        yield lambda **options: windows.enter_context(open_window(browser, live_server.url, **options))
