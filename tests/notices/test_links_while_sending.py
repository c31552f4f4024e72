"""Links that are made while their message is sent: stored nowhere, one an attempt, many at once."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.core import mail

from notices.models import Message
from notices.rules import makers
from notices.services import sending
from notices.services.delivering import drain
from tests.notices.mail_server import MailServer

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


def work(at: datetime = NOW) -> None:
    """One worker comes and goes; its clock stands still."""
    drain(seconds=60, clock=lambda: at)


def states() -> dict[str, str]:
    return dict(Message.objects.values_list("to", "state"))


@pytest.fixture
def made() -> Iterator[list[Mapping[str, Any]]]:
    """What the tests' maker of links was asked for."""
    asked: list[Mapping[str, Any]] = []

    def make(arguments: Mapping[str, Any], at: datetime) -> str:
        asked.append(arguments)
        if arguments.get("broken"):
            raise LookupError(arguments)
        return f"https://portal.example/{arguments['thing']}/{len(asked)}/"

    makers.register("test.link", make)
    yield asked
    del makers.known["test.link"]


def queue_with_link(to: str = "kim@mail.example", **more: Any) -> Message:
    links = {"code": {"maker": "test.link", "thing": 7, **more}}
    return sending.send("test/hello", to, {"name": "Kim"}, at=NOW, links=links)


def test_a_link_is_made_while_its_message_is_sent_and_stored_nowhere(db: None, made: list[Any]) -> None:
    message = queue_with_link()
    assert made == []
    work()
    assert "https://portal.example/7/1/" in mail.outbox[0].body
    message.refresh_from_db()
    assert (message.state, message.attempts) == ("sent", 1)
    assert "[[code:" in message.text
    assert "/7/1/" not in str(Message.objects.values().get())


def test_each_attempt_has_a_link_of_its_own(db: None, made: list[Any], server: MailServer) -> None:
    server.data = "450 Later"
    message = queue_with_link()
    work()
    server.data = "250 OK"
    work(NOW + timedelta(minutes=1))
    message.refresh_from_db()
    assert (message.state, message.attempts, len(made)) == ("sent", 2, 2)
    assert b"https://portal.example/7/2/" in server.taken[0]


@pytest.fixture
def made_together(made: list[Mapping[str, Any]]) -> Iterator[list[int]]:
    """How many links the tests' maker was asked for at once, each time."""
    sizes: list[int] = []

    def make(asked: Sequence[Mapping[str, Any]], at: datetime) -> list[str]:
        sizes.append(len(asked))
        return [makers.known["test.link"](arguments, at) for arguments in asked]

    makers.of_many["test.link"] = make
    yield sizes
    del makers.of_many["test.link"]


def test_links_that_can_be_made_together_are(db: None, made_together: list[int]) -> None:
    for number in range(3):
        queue_with_link(f"p{number}@mail.example")
    work()
    assert made_together == [3]
    assert ["/7/1/" in str(mail.outbox[0].body), "/7/3/" in str(mail.outbox[2].body)] == [True, True]


def test_of_links_made_together_one_that_cannot_be_made_fails_alone(db: None, made_together: list[int]) -> None:
    queue_with_link("one@mail.example", broken=True)
    queue_with_link("two@mail.example")
    work()
    assert states() == {"one@mail.example": "failed", "two@mail.example": "sent"}


def test_a_link_that_cannot_be_made_fails_one_message_alone(db: None, made: list[Any]) -> None:
    queue_with_link("one@mail.example", broken=True)
    queue_with_link("two@mail.example")
    work()
    assert states() == {"one@mail.example": "failed", "two@mail.example": "sent"}
    assert Message.objects.get(to="one@mail.example").problem == "LookupError"
