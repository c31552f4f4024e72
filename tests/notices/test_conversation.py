"""Asking a mail server in one breath (RFC 2920): what it answers then, and that no text goes where nobody gets it."""

import socket
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from itertools import takewhile
from threading import Thread

import pytest
from pytest_django import Settings

from notices.rules.retry import Outcome
from notices.services.carrying import Answer, Parcel, carrier

PARCEL = Parcel("portal@portal.example", "kim@mail.example", b"Subject: Hello\r\n\r\nHello\r\n.\r\n")
IN_ONE_BREATH = [b"MAIL", b"RCPT", b"DATA"]
FOR_TEXT = b"354 Go on"
WELL = (b"250 OK", b"250 OK", FOR_TEXT)


class Scripted:
    """A server that says nothing before it has heard sender, recipient and DATA; then its three answers."""

    def __init__(self, answers: Sequence[bytes], to_text: bytes) -> None:
        self.answers, self.to_text = answers, to_text
        self.texts: list[bytes] = []
        self.asked: list[bytes] = []

    def converse(self, client: socket.socket) -> None:
        with client, client.makefile("rb") as heard:
            client.sendall(b"220 here\r\n")
            heard.readline()
            client.sendall(b"250-here\r\n250 PIPELINING\r\n")
            self.asked = [heard.readline()[:4] for _ in self.answers]
            if self.asked != IN_ONE_BREATH:
                return
            client.sendall(b"".join(answer + b"\r\n" for answer in self.answers))
            if self.answers[-1] == FOR_TEXT:
                self.texts.append(b"".join(takewhile(lambda line: line != b".\r\n", heard)))
                if not self.to_text:
                    return
                client.sendall(self.to_text + b"\r\n")
            for _line in heard:
                client.sendall(b"250 OK\r\n")


@contextmanager
def told(settings: Settings, answers: Sequence[bytes], to_text: bytes = b"250 OK") -> Iterator[Scripted]:
    server = Scripted(answers, to_text)
    with socket.create_server(("127.0.0.1", 0)) as listening:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = listening.getsockname()[:2]
        thread = Thread(target=lambda: server.converse(listening.accept()[0]))
        thread.start()
        yield server
        thread.join()


def carried() -> Answer:
    with closing(carrier()) as by:
        return by.open() or by.carry(PARCEL)


def test_sender_recipient_and_the_wish_to_send_are_said_in_one_breath(settings: Settings) -> None:
    with told(settings, WELL) as server:
        assert carried().outcome is Outcome.TAKEN
    assert server.texts == [b"Subject: Hello\r\n\r\nHello\r\n..\r\n"]


@pytest.mark.parametrize(
    "answers",
    [
        pytest.param((b"250 OK", b"550 5.1.1 Who?", b"554 Nobody to send to"), id="and wants no text"),
        pytest.param((b"250 OK", b"550 5.1.1 Who?", FOR_TEXT), id="and asks for the text all the same"),
    ],
)
def test_a_recipient_who_is_refused_gets_nothing(settings: Settings, answers: tuple[bytes, ...]) -> None:
    with told(settings, answers) as server:
        answer = carried()
    assert answer == Answer(Outcome.NEVER, "SMTPRecipientsRefused 550", refuses_address=True)
    assert b"".join(server.texts) == b""


def test_a_refusal_counts_though_the_server_hangs_up_after_it(settings: Settings) -> None:
    with told(settings, (b"250 OK", b"550 5.1.1 Who?", FOR_TEXT), to_text=b""):
        assert carried().refuses_address


@pytest.mark.parametrize(
    ("answers", "outcome"),
    [
        pytest.param((b"451 Later", b"503 No", b"503 No"), Outcome.LATER, id="the sender for now"),
        pytest.param((b"550 You?", b"503 No", b"503 No"), Outcome.AWAY, id="the sender for good"),
        pytest.param((b"250 OK", b"451 Later", b"503 No"), Outcome.LATER, id="the recipient for now"),
        pytest.param((b"250 OK", b"250 OK", b"451 Later"), Outcome.LATER, id="the text for now"),
        pytest.param((b"250 OK", b"250 OK", b"554 No"), Outcome.NEVER, id="the text for good"),
        pytest.param((b"421 Bye", b"421 Bye", b"421 Bye"), Outcome.AWAY, id="everything, and leaves"),
    ],
)
def test_the_first_answer_that_is_no_welcome_counts(
    settings: Settings, answers: tuple[bytes, ...], outcome: Outcome
) -> None:
    with told(settings, answers) as server:
        assert carried().outcome is outcome
    assert server.texts == []


def test_a_text_that_is_refused_once_it_is_read_is_no_doubt(settings: Settings) -> None:
    with told(settings, WELL, b"554 No such words here"):
        assert carried() == Answer(Outcome.NEVER, "SMTPDataError 554")


def test_an_address_that_would_end_its_line_is_never_said(settings: Settings) -> None:
    sly = Parcel(PARCEL.sender, "kim@mail.example>\r\nRCPT TO:<lee@mail.example", PARCEL.content)
    with told(settings, WELL) as server, closing(carrier()) as by:
        by.open()
        assert by.carry(sly) == Answer(Outcome.NEVER, "ValueError")
    assert server.asked[0] == b"quit"
