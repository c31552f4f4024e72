"""What a mail looks like on its way: the headers of both streams, byte by byte, and through every kind of backend."""

from collections.abc import Mapping
from datetime import UTC, datetime
from email import message_from_bytes, policy
from typing import Any

import pytest
from anymail.backends.test import EmailBackend as ServiceBackend
from django.core import mail
from django.core.mail import EmailMultiAlternatives, get_connection
from pytest_django import DjangoAssertNumQueries, Settings

from demonstration.models import CaughtMail
from notices.models import Mailing, Message
from notices.rules.headers import HeaderRefusedError
from notices.rules.secrets import UnknownSecretError, placeholders
from notices.rules.streams import NoWayOutError
from notices.selectors.writing import AssembledMail, Writer, html_of, words_for
from tests.notices.mail_server import MailServer

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
WAY = "https://portal.example/unsubscribe/" + "t" * 43 + "/"
TRACKING = [b"Precedence", b"Feedback-ID", b"\r\nX-", b"<img", b"utm_", b"Disposition-Notification", b"Return-Receipt"]


def one_of_many(kind: str = "test/letter", *links: str, values: Mapping[str, str], **more: Any) -> Message:
    marks = placeholders([*values, *links], "00c0ffee")
    subject, text = words_for(kind, {"place": "Zo\u00ebtown", **marks}, "en-gb")
    html = html_of(subject, text, "en-gb")
    words: dict[str, Any] = {"kind": kind, "language": "en-gb", **more}
    mailing = Mailing.objects.create(subject=subject, text=text, html=html, marks=marks, made_at=NOW, **words)
    return Message.objects.create(
        message_id=f"<{mailing.pk}@portal.example>",
        to="kim@mail.example",
        mailing=mailing,
        values=values,
        queued_at=NOW,
        next_attempt_at=NOW,
        **words,
    )


def mail_of(message: Message, secrets: Mapping[str, str]) -> AssembledMail:
    return Writer().write(message, secrets).as_mail()


def subscribed(name: str = "O'Brien <b>") -> EmailMultiAlternatives:
    message = one_of_many("test/letter", "unsubscribe_link", values={"name": name}, programme_id=7)
    return mail_of(message, {"unsubscribe_link": WAY})


def wire(written: EmailMultiAlternatives) -> bytes:
    return written.message().as_bytes(linesep="\r\n")


def head_of(written: EmailMultiAlternatives) -> list[bytes]:
    return wire(written).partition(b"\r\n\r\n")[0].split(b"\r\n")


def names_in(written: EmailMultiAlternatives) -> set[bytes]:
    return {line.partition(b":")[0] for line in head_of(written) if not line.startswith(b" ")}


def test_what_one_subscribed_to_can_be_left_by_one_click_its_headers_on_one_line_each(db: None) -> None:
    head = head_of(subscribed())
    assert f"List-Unsubscribe: <{WAY}>".encode() in head
    assert b"List-Unsubscribe-Post: List-Unsubscribe=One-Click" in head
    assert b"List-Id: <letter.test.programme-7.portal.example>" in head


def test_a_service_message_is_no_list_and_says_that_a_machine_wrote_it(db: None) -> None:
    written = mail_of(one_of_many("test/notice", values={"name": "Kim"}), {})
    assert b"Auto-Submitted: auto-generated" in head_of(written)
    assert not [name for name in names_in(written) if name.startswith(b"List-")]


def test_what_one_subscribed_to_does_not_pose_as_an_answer_of_a_machine(db: None) -> None:
    assert b"Auto-Submitted" not in names_in(subscribed())


def test_neither_stream_is_tracked(db: None) -> None:
    for written in (subscribed(), mail_of(one_of_many("test/notice", values={"name": "Kim"}), {})):
        content = wire(written)
        assert [trace for trace in TRACKING if trace.lower() in content.lower()] == []


def test_a_list_that_nobody_can_leave_is_not_written(db: None) -> None:
    message = one_of_many("test/letter", values={"name": "Kim"})
    with pytest.raises(NoWayOutError, match="test/letter"):
        mail_of(message, {})


def test_a_mail_without_its_link_is_not_written(db: None) -> None:
    message = one_of_many("test/letter", "unsubscribe_link", values={"name": "Kim"})
    with pytest.raises(UnknownSecretError, match="unsubscribe_link"):
        mail_of(message, {})


def test_a_link_that_would_break_its_header_is_not_written(db: None) -> None:
    message = one_of_many("test/letter", "unsubscribe_link", values={"name": "Kim"})
    with pytest.raises(HeaderRefusedError):
        mail_of(message, {"unsubscribe_link": "https://a.example/\r\nBcc: b@mail.example"}).message()


@pytest.mark.parametrize(
    "name", ["O'Brien <b>", "Zo\u00eb", "Kim\nLee", "[[name:00c0ffee]]", "\U0001f469"], ids=range(5)
)
def test_a_smtp_server_gets_the_words_as_they_are(db: None, server: MailServer, name: str) -> None:
    get_connection().send_messages([subscribed(name)])
    [taken] = server.taken
    got: Any = message_from_bytes(taken, policy=policy.default)
    assert f"Dear {name}, this happened in Zo\u00ebtown." in got.get_body(("plain",)).get_content().replace(
        "\r\n", "\n"
    )
    assert got["Subject"] == " ".join(f"News of Zo\u00ebtown for {name}".split())
    assert got["To"].addresses[0].addr_spec == "kim@mail.example"
    assert f"List-Unsubscribe: <{WAY}>".encode() in taken


def test_the_tests_list_keeps_the_words(db: None) -> None:
    get_connection().send_messages([subscribed()])
    [kept] = mail.outbox
    assert kept.subject == "News of Zo\u00ebtown for O'Brien <b>"
    assert "Dear O'Brien <b>, this happened" in kept.body
    assert kept.extra_headers["List-Unsubscribe"] == f"<{WAY}>"


def test_the_demonstration_catches_text_and_html(db: None) -> None:
    get_connection("demonstration.backends.OutboxBackend").send_messages([subscribed()])
    caught = CaughtMail.objects.get()
    assert "O'Brien <b>" in caught.text
    assert "O&#x27;Brien &lt;b&gt;" in caught.html
    assert f'href="{WAY}"' in caught.html


def test_a_service_by_http_gets_the_parts(db: None) -> None:
    backend = ServiceBackend()
    written = subscribed()
    backend.send_messages([written])
    [sent] = mail.outbox
    given = sent.anymail_test_params
    assert given["subject"] == "News of Zo\u00ebtown for O'Brien <b>"
    assert "O'Brien <b>" in given["text_body"]
    assert "O&#x27;Brien &lt;b&gt;" in given["html_body"]
    assert given["extra_headers"]["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert [each.addr_spec for each in given["to"]] == ["kim@mail.example"]


def test_the_console_and_files_show_a_mail(db: None, settings: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    get_connection("django.core.mail.backends.console.EmailBackend").send_messages([subscribed()])
    assert f"List-Unsubscribe: <{WAY}>\n" in capsys.readouterr().out


def test_all_of_a_mailing_are_written_by_one_skeleton_and_no_query(
    db: None, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    first = one_of_many("test/notice", values={"name": "Kim"})
    second = Message.objects.create(
        message_id="<second@portal.example>",
        kind=first.kind,
        to="lee@mail.example",
        language="en-gb",
        mailing=first.mailing,
        values={"name": "Lee"},
        queued_at=NOW,
        next_attempt_at=NOW,
    )
    writer = Writer()
    with django_assert_num_queries(0):
        mails = [writer.write(message, {}) for message in (first, second)]
    assert [written.as_mail().body[:8] for written in mails] == ["Dear Kim", "Dear Lee"]
    assert mails[0].skeleton is mails[1].skeleton


def test_no_two_mailings_have_a_boundary_in_common(db: None) -> None:
    message = one_of_many("test/notice", values={"name": "Kim"})
    boundaries = {message_from_bytes(wire(mail_of(message, {}))).get_boundary() for _ in range(3)}
    assert len(boundaries) == 3


def test_a_message_of_its_own_words_is_drawn_in_its_own_language(db: None) -> None:
    message = Message(kind="test/hello", to="kim@mail.example", language="cy", subject="Helo", text="Helo\n")
    message.message_id = "<1@portal.example>"
    [html] = [str(content) for content, _kind in mail_of(message, {}).alternatives]
    assert '<html lang="cy"' in html
