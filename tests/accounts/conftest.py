"""What the tests of signing in share: people, a mailbox, and a cache without yesterday's attempts."""

import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.core import mail
from django.core.cache import cache
from django.http import HttpResponse
from django.test import Client

from accounts.models import Person
from notices.models import Message
from tests.factories import PASSWORD, PersonFactory


@pytest.fixture(autouse=True)
def _no_attempts_yet() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def owner(db: None) -> Person:
    """Somebody with a password."""
    return PersonFactory(with_password=True, email="owner@people.example", name="Olwen Ownerby")


@pytest.fixture
def colleague(db: None) -> Person:
    return PersonFactory(with_password=True, email="colleague@people.example", name="Colin Leaguer")


Post = Callable[..., HttpResponse]


@pytest.fixture
def post(client: Client, django_capture_on_commit_callbacks: Any) -> Post:
    """Send a form and let what waits for the commit happen: mails go, signals are sent."""

    def send(path: str, data: dict[str, Any] | None = None, *, by: Client = client, **extra: Any) -> HttpResponse:
        with django_capture_on_commit_callbacks(execute=True):
            return by.post(path, data or {}, **extra)

    return send


def sign_in(post: Post, email: str, password: str = PASSWORD, *, to: str = "/account/", **extra: Any) -> HttpResponse:
    """The sign-in form, filled in."""
    return post("/account/sign-in/", {"login": email, "password": password, "next": to}, **extra)


def code_in_last_mail() -> str:
    """The six digits that somebody would copy from their newest mail."""
    found = re.search(r"^    (\d{6})$", str(mail.outbox[-1].body), re.MULTILINE)
    assert found, mail.outbox[-1].body
    return found[1]


def subjects(to: str) -> list[str]:
    """What was written to an address, oldest first, whether a worker has sent it yet or not."""
    return list(Message.objects.filter(to=to).order_by("pk").values_list("subject", flat=True))


def words(response: HttpResponse) -> str:
    """The text of a page, without marks, on one line."""
    text = re.sub(
        r"<(script|style|title).*?</\1>", " ", response.content.decode().replace("<wbr>", ""), flags=re.DOTALL
    )
    return " ".join(re.sub(r"<[^>]+>", " ", text).split())


def who(client: Client) -> str | None:
    """The id of whoever is signed in, as the next request sees it."""
    return client.session.get("_auth_user_id")


@pytest.fixture
def travel() -> Iterator[Callable[..., None]]:
    """`travel(minutes=11)`: the clock goes on by so much, and stands still there."""
    with time_machine.travel(datetime.now(tz=UTC), tick=False) as clock:
        yield lambda **step: clock.shift(timedelta(**step))
