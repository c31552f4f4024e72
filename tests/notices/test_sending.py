"""A message is a row first, is sent once, and never keeps a secret."""

import smtplib
import socket
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from django.core import mail
from django.db import IntegrityError, connection, transaction
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings

from notices.models import Message
from notices.rules.kinds import UnknownKindError
from notices.rules.secrets import UnknownSecretError
from notices.services import sending

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


class Server:
    """A mail server on this machine that answers as it is told."""

    def __init__(self) -> None:
        self.rcpt, self.data = "250 OK", "250 OK"
        self.taken: list[bytes] = []

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, options: Any) -> str:  # noqa: N802
        if self.rcpt.startswith("250"):
            envelope.rcpt_tos.append(address)
        return self.rcpt

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        if self.data == "hang up":
            server.transport.abort()
        elif self.data.startswith("250"):
            self.taken.append(envelope.content)
        return self.data


@pytest.fixture
def server(settings: Settings) -> Iterator[Server]:
    handler = Server()
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    controller = Controller(handler, hostname="127.0.0.1", port=port)
    controller.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST = "127.0.0.1"
    settings.EMAIL_PORT = port
    settings.EMAIL_USE_TLS = False
    yield handler
    controller.stop()


def queue(name: str = "Kim", **more: Any) -> Message:
    return sending.send("test/hello", "kim@mail.example", {"name": name}, at=NOW, **more)


def test_a_message_is_queued_with_its_words_and_an_identity_of_its_own(db: None) -> None:
    first, second = queue(), queue()
    assert (first.state, first.subject, first.to) == ("queued", "Hello Kim", "kim@mail.example")
    assert first.message_id != second.message_id


def test_a_message_goes_when_the_transaction_commits_and_is_marked(db: None) -> None:
    message = queue()
    assert sending.deliver(message_pk=message.pk, at=NOW)
    message.refresh_from_db()
    assert (message.state, message.sent_at, message.attempts) == ("sent", NOW, 1)
    [sent] = mail.outbox
    assert sent.extra_headers["Message-ID"] == message.message_id


def test_a_message_that_is_sent_is_not_sent_again(db: None) -> None:
    message = queue()
    sending.deliver(message_pk=message.pk, at=NOW)
    assert not sending.deliver(message_pk=message.pk, at=NOW)
    assert len(mail.outbox) == 1


@pytest.mark.django_db(transaction=True)
def test_a_deed_that_fails_sends_nothing() -> None:
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        queue(secrets={"code": "123456"})
        1 / 0  # noqa: B018
    assert not Message.objects.exists()
    assert not mail.outbox


def test_a_secret_is_in_the_mail_and_never_in_the_table(
    db: None, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        message = queue(secrets={"code": "493-275"})
    [sent] = mail.outbox
    html = sent.alternatives[0].content
    assert "493-275" in sent.body
    assert "493-275" in html
    with connection.cursor() as cursor:
        cursor.execute("SELECT to_jsonb(m)::text FROM notices_message m WHERE id = %s", [message.pk])
        assert "493-275" not in cursor.fetchone()[0]
    message.refresh_from_db()
    assert message.state == "sent"
    assert "[code]" in message.readable_text


def test_a_name_stays_right_in_text_and_html(db: None) -> None:
    message = queue("O'Brien <b>Zoë</b>")
    sending.deliver(message_pk=message.pk, at=NOW)
    [sent] = mail.outbox
    assert "O'Brien <b>Zoë</b>" in sent.body
    assert "O&#x27;Brien &lt;b&gt;Zoë&lt;/b&gt;" in sent.alternatives[0].content


def test_a_name_with_a_line_break_cannot_add_a_header(db: None) -> None:
    message = queue("Kim\nBcc: all@mail.example")
    assert message.subject == "Hello Kim"
    sending.deliver(message_pk=message.pk, at=NOW)
    assert mail.outbox[0].bcc == []


def test_a_person_cannot_pose_as_a_placeholder(
    db: None, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        queue("[[code:00000000]]", secrets={"code": "493-275"})
    assert mail.outbox[0].subject == "Hello [[code:00000000]]"


@pytest.mark.django_db(transaction=True)
def test_a_message_is_not_sent_inside_a_transaction_that_may_yet_fail() -> None:
    message = queue()
    with pytest.raises(RuntimeError, match="durable"), transaction.atomic():
        sending.deliver(message_pk=message.pk, at=NOW)
    message.refresh_from_db()
    assert (message.state, mail.outbox) == ("queued", [])


def test_a_message_of_an_unknown_kind_is_refused(db: None) -> None:
    with pytest.raises(UnknownKindError):
        sending.send("test/nothing", "kim@mail.example", {})
    assert not Message.objects.exists()


def test_a_message_without_its_secret_is_not_sent_half(db: None) -> None:
    message = queue(secrets={"code": "493-275"})
    assert not sending.deliver(message_pk=message.pk, at=NOW, secrets={})
    message.refresh_from_db()
    assert (message.state, mail.outbox) == ("failed", [])
    assert UnknownSecretError.__name__ in message.problem


def test_the_server_gets_both_the_text_and_the_html(db: None, server: Server) -> None:
    message = queue()
    assert sending.deliver(message_pk=message.pk, at=NOW)
    [taken] = server.taken
    assert b"text/plain" in taken
    assert b"text/html" in taken
    assert message.message_id.encode() in taken


def test_a_temporary_refusal_is_tried_again_later_and_then_given_up(db: None, server: Server) -> None:
    server.rcpt = "450 Busy"
    message, at, waits = queue(), NOW, []
    while message.state == "queued":
        assert not sending.deliver(message_pk=message.pk, at=at)
        message.refresh_from_db()
        waits.append(message.next_attempt_at - at)
        at = message.next_attempt_at
    assert waits[:3] == [timedelta(minutes=1), timedelta(minutes=5), timedelta(minutes=15)]
    assert (message.state, message.attempts) == ("failed", 8)
    assert message.problem == "SMTPRecipientsRefused 450"


@pytest.mark.parametrize("stage", ["rcpt", "data"])
def test_a_final_refusal_is_not_tried_again(db: None, server: Server, stage: str) -> None:
    setattr(server, stage, "550 No such person")
    message = queue()
    sending.deliver(message_pk=message.pk, at=NOW)
    message.refresh_from_db()
    assert (message.state, message.attempts) == ("failed", 1)
    assert "550" in message.problem


def test_a_server_that_is_away_is_tried_again(db: None, server: Server, settings: Settings) -> None:
    settings.EMAIL_PORT = 1
    message = queue()
    sending.deliver(message_pk=message.pk, at=NOW)
    message.refresh_from_db()
    assert (message.state, message.next_attempt_at) == ("queued", NOW + timedelta(minutes=1))


def test_a_server_that_hangs_up_after_the_text_leaves_a_doubt_and_no_second_mail(db: None, server: Server) -> None:
    server.data = "hang up"
    message = queue()
    sending.deliver(message_pk=message.pk, at=NOW)
    message.refresh_from_db()
    assert message.state == "unknown"
    assert sending.sweep(at=NOW + timedelta(days=2)) == (0, 0)


def test_a_message_left_half_sent_by_a_dead_worker_is_unknown(db: None) -> None:
    message = queue()
    sending._claim(message.pk, NOW)
    assert sending.sweep(at=NOW + timedelta(minutes=9)) == (0, 0)
    assert sending.sweep(at=NOW + timedelta(minutes=11)) == (0, 1)
    message.refresh_from_db()
    assert message.state == "unknown"


def test_the_sweep_rings_for_what_the_bell_missed(db: None) -> None:
    queue()
    assert sending.sweep(at=NOW - timedelta(seconds=1)) == (0, 0)
    assert sending.sweep(at=NOW) == (1, 0)


def test_a_message_whose_secret_died_with_its_process_fails_and_says_so(db: None) -> None:
    message = queue(secrets={"code": "493-275"})
    sending.sweep(at=NOW + timedelta(minutes=11))
    message.refresh_from_db()
    assert (message.state, message.problem) == ("failed", "SecretLost")


def test_a_sent_message_has_a_time_of_sending(db: None) -> None:
    message = queue()
    with pytest.raises(IntegrityError, match="message_is_sent_when"), transaction.atomic():
        Message.objects.filter(pk=message.pk).update(state="sent", tried_at=NOW)


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (smtplib.SMTPRecipientsRefused({"a@mail.example": (550, b"no")}), 550),
        (smtplib.SMTPDataError(451, "later"), 451),
        (smtplib.SMTPServerDisconnected("gone"), None),
        (TimeoutError(), None),
    ],
)
def test_the_code_of_a_refusal_is_found(error: Exception, code: int | None) -> None:
    assert sending.code_of(error) == code
