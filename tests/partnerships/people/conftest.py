"""Who asks, and the mail that goes out."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.core import mail
from django.test import Client

from notices.services import delivering
from tests.factories import World

Sent = Callable[..., Any]


@pytest.fixture
def manager(world: World, client: Client) -> Client:
    """The manager's browser."""
    client.force_login(world.people["manager"])
    return client


@pytest.fixture
def sending(django_capture_on_commit_callbacks: Callable[..., Any]) -> Sent:
    """`with sending():` mail goes out as after a commit, and a worker is there."""

    @contextmanager
    def go() -> Iterator[None]:
        with django_capture_on_commit_callbacks(execute=True):
            yield
        delivering.drain(seconds=60)

    return go


def link_in_last_mail() -> str:
    """The path of the link in the newest mail."""
    return "/invitation/" + str(mail.outbox[-1].body).partition("/invitation/")[2].split()[0]


def link_in_the_mail_that_goes() -> str:
    """The same, once a worker has sent what waits."""
    delivering.drain(seconds=60)
    return link_in_last_mail()
