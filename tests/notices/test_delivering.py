"""A worker sends what is due, once, and marks what became of each."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.core import mail
from django.db import connection, transaction
from pytest_django import Settings

from notices.models import Mailing, Message, Suppression
from notices.rules import kinds
from notices.rules.secrets import UnknownSecretError
from notices.services import delivering, sending, telling
from notices.services.delivering import Ending
from tests.factories.people import PersonFactory
from tests.notices.mail_server import MailServer

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


def queue(to: str = "kim@mail.example", name: str = "Kim", kind: str = "test/hello", **more: Any) -> Message:
    return sending.send(kind, to, {"name": name}, at=NOW, **more)


def work(at: datetime = NOW, seconds: float = 60) -> Ending:
    """One worker comes and goes; its clock stands still."""
    return delivering.drain(seconds=seconds, clock=lambda: at)


def states() -> dict[str, str]:
    return dict(Message.objects.values_list("to", "state"))


def test_a_message_that_is_due_goes_and_is_marked(db: None) -> None:
    message = queue()
    assert work() is Ending.EMPTY
    message.refresh_from_db()
    assert (message.state, message.sent_at, message.tried_at, message.attempts) == ("sent", NOW, NOW, 1)
    [sent] = mail.outbox
    assert sent.extra_headers["Message-ID"] == message.message_id


def test_a_message_that_is_sent_is_not_sent_again(db: None) -> None:
    queue()
    work()
    work()
    assert len(mail.outbox) == 1


def test_what_is_due_later_waits(db: None) -> None:
    queue()
    work(NOW - timedelta(seconds=1))
    assert states() == {"kim@mail.example": "queued"}


def test_a_worker_whose_time_is_up_leaves_the_rest_in_the_queue(db: None) -> None:
    queue()
    assert work(seconds=0) is Ending.TIME_UP
    assert states() == {"kim@mail.example": "queued"}


def test_a_name_stays_right_in_text_and_html(db: None) -> None:
    queue(name="O'Brien <b>Zoë</b>")
    work()
    [sent] = mail.outbox
    assert "O'Brien <b>Zoë</b>" in sent.body
    assert "O&#x27;Brien &lt;b&gt;Zoë&lt;/b&gt;" in sent.alternatives[0].content


def test_a_name_with_a_line_break_cannot_add_a_header(db: None) -> None:
    assert queue(name="Kim\nBcc: all@mail.example").subject == "Hello Kim"
    work()
    assert mail.outbox[0].bcc == []


def test_an_address_that_no_server_would_take_fails_and_keeps_nobody_else(db: None) -> None:
    Message.objects.filter(pk=queue().pk).update(to="kim\n@mail.example")
    queue("ann@mail.example")
    work()
    assert states() == {"kim\n@mail.example": "failed", "ann@mail.example": "sent"}


def test_a_suppressed_address_gets_nothing_though_its_message_was_queued_before(db: None) -> None:
    queue("Kim@mail.example")
    Suppression.objects.create(address="kim@mail.example", reason="bounced", made_at=NOW)
    work()
    assert Message.objects.values_list("state", "problem").get() == ("dropped", "suppressed")
    assert not mail.outbox


def test_whose_account_was_closed_meanwhile_is_not_written_to_but_of_the_account(db: None) -> None:
    gone, here = PersonFactory(email="gone@mail.example"), PersonFactory(email="here@mail.example")
    queue("gone@mail.example", person=gone)
    queue("gone+account@mail.example", kind="test/code", person=gone)
    queue("here@mail.example", person=here)
    gone.is_active = False
    gone.save()
    work()
    assert states() == {
        "gone@mail.example": "dropped",
        "gone+account@mail.example": "sent",
        "here@mail.example": "sent",
    }
    assert Message.objects.get(to="gone@mail.example").problem == "nothing_to_do"


def test_a_message_of_a_cancelled_mailing_does_not_go(db: None) -> None:
    mailing = Mailing.objects.create(kind="test/hello", subject="S", text="T", made_at=NOW, cancelled_at=NOW)
    Message.objects.filter(pk=queue().pk).update(mailing=mailing)
    work()
    assert Message.objects.values_list("state", "problem").get() == ("dropped", "cancelled")


@pytest.fixture
def task() -> Iterator[set[int]]:
    """Numbers of tasks that are still to be done, which a kind of message asks for."""
    open_tasks: set[int] = set()
    asked = kinds.Kind("test/code", matters=lambda about: about["task"] in open_tasks)
    before = kinds.known.pop("test/code")
    kinds.register(asked)
    yield open_tasks
    kinds.known["test/code"] = before


def test_whoever_has_nothing_to_do_any_more_is_not_written_to(db: None, task: set[int]) -> None:
    task |= {1, 2}
    queue("one@mail.example", kind="test/code", about={"task": 1})
    queue("two@mail.example", kind="test/code", about={"task": 2})
    task.remove(1)
    work()
    assert states() == {"one@mail.example": "dropped", "two@mail.example": "sent"}
    assert Message.objects.get(to="one@mail.example").problem == "nothing_to_do"


def test_a_question_that_breaks_fails_one_message_alone(db: None, task: set[int]) -> None:
    task |= {2}
    queue("one@mail.example", kind="test/code", about={})
    queue("two@mail.example", kind="test/code", about={"task": 2})
    work()
    assert Message.objects.get(to="one@mail.example").problem == "KeyError"
    assert states() == {"one@mail.example": "failed", "two@mail.example": "sent"}


# --- Secrets, which one process knows, and links, which any worker makes ----------------------------------------------


def test_a_worker_leaves_alone_what_only_another_process_can_send(db: None) -> None:
    queue(secrets={"code": "493-275"})
    work()
    assert states() == {"kim@mail.example": "queued"}


def test_a_message_without_its_secret_is_not_sent_half(db: None) -> None:
    message = queue(secrets={"code": "493-275"})
    assert not telling.deliver_now(message_pk=message.pk, secrets={}, at=NOW)
    message.refresh_from_db()
    assert (message.state, message.problem, mail.outbox) == ("failed", UnknownSecretError.__name__, [])


def test_a_secret_is_sent_once_and_not_tried_again(db: None, server: MailServer) -> None:
    server.rcpt = "450 Busy"
    message = queue(secrets={"code": "493-275"})
    assert not telling.deliver_now(message_pk=message.pk, secrets={"code": "493-275"}, at=NOW)
    assert not telling.deliver_now(message_pk=message.pk, secrets={"code": "493-275"}, at=NOW)
    message.refresh_from_db()
    assert (message.state, message.problem, message.attempts) == ("failed", "SMTPRecipientsRefused 450", 1)


@pytest.mark.django_db(transaction=True)
def test_a_secret_is_not_sent_inside_a_transaction_that_may_yet_fail() -> None:
    with transaction.atomic():
        message = queue(secrets={"code": "1"})
        connection.run_on_commit.clear()
    with pytest.raises(RuntimeError, match="durable"), transaction.atomic():
        telling.deliver_now(message_pk=message.pk, secrets={"code": "1"}, at=NOW)
    assert (states(), mail.outbox) == ({"kim@mail.example": "queued"}, [])


# --- What servers say -------------------------------------------------------------------------------------------------


def test_the_server_gets_both_the_text_and_the_html(db: None, server: MailServer) -> None:
    message = queue()
    work()
    [taken] = server.taken
    assert b"text/plain" in taken
    assert b"text/html" in taken
    assert message.message_id.encode() in taken


def test_one_conversation_carries_many(db: None, server: MailServer) -> None:
    for number in range(5):
        queue(f"p{number}@mail.example")
    work()
    assert (len(server.taken), server.conversations) == (5, 1)


def test_a_server_that_ends_a_conversation_is_called_again(db: None, server: MailServer) -> None:
    server.most_a_conversation = 2
    for number in range(5):
        queue(f"p{number}@mail.example")
    assert work() is Ending.EMPTY
    assert (len(server.taken), server.conversations) == (5, 3)
    assert set(Message.objects.values_list("state", "attempts")) == {("sent", 1)}


def test_a_temporary_refusal_is_tried_again_later_and_then_given_up(db: None, server: MailServer) -> None:
    server.rcpt = "450 Busy"
    message, at, waits = queue(), NOW, []
    while message.state == "queued":
        assert work(at) is Ending.EMPTY
        message.refresh_from_db()
        waits.append(message.next_attempt_at - at)
        at = message.next_attempt_at
    assert waits[:3] == [timedelta(minutes=1), timedelta(minutes=5), timedelta(minutes=15)]
    assert (message.state, message.attempts) == ("failed", 8)
    assert message.problem == "SMTPRecipientsRefused 450"


@pytest.mark.parametrize("stage", ["rcpt", "data"])
def test_a_final_refusal_is_not_tried_again_and_the_address_gets_no_more(
    db: None, server: MailServer, stage: str
) -> None:
    setattr(server, stage, "550 No such person")
    message = queue("Kim@mail.example")
    work()
    message.refresh_from_db()
    assert (message.state, message.attempts) == ("failed", 1)
    assert message.problem.endswith(" 550")
    suppression = Suppression.objects.get()
    assert (suppression.address, suppression.reason, suppression.message) == ("kim@mail.example", "refused", message)


def test_a_text_that_is_refused_suppresses_nobody(db: None, server: MailServer) -> None:
    server.data = "554 5.7.1 Looks like spam to us"
    queue()
    work()
    assert states() == {"kim@mail.example": "failed"}
    assert not Suppression.objects.exists()


def test_nobody_pays_for_a_server_that_does_not_want_us(db: None, server: MailServer) -> None:
    server.mail = "550 5.1.8 Who are you?"
    first, second = queue("one@mail.example"), queue("two@mail.example")
    assert work() is Ending.AWAY
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.state, first.attempts, second.state, second.attempts) == ("queued", 1, "queued", 0)
    assert second.problem == "SMTPSenderRefused 550"
    assert not Suppression.objects.exists()


def test_a_server_that_is_away_burns_no_attempt(db: None, server: MailServer, settings: Settings) -> None:
    settings.EMAIL_PORT = 1
    message = queue()
    assert work() is Ending.AWAY
    message.refresh_from_db()
    assert (message.state, message.attempts, message.problem) == ("queued", 0, "ConnectionRefusedError")
    assert message.next_attempt_at == NOW + timedelta(minutes=1)


def test_a_server_that_hangs_up_before_the_text_leaves_no_doubt(db: None, server: MailServer) -> None:
    server.by_address["kim@mail.example"] = "hang up"
    message = queue()
    assert work() is Ending.AWAY
    message.refresh_from_db()
    assert (message.state, message.attempts, message.problem) == ("queued", 1, "SMTPServerDisconnected")


def test_a_text_that_went_before_makes_no_doubt_of_the_next_message(db: None, server: MailServer) -> None:
    queue("one@mail.example")
    server.by_address["two@mail.example"] = "hang up"
    queue("two@mail.example")
    assert work() is Ending.AWAY
    assert states() == {"one@mail.example": "sent", "two@mail.example": "queued"}


def test_a_server_that_hangs_up_after_the_text_leaves_a_doubt_and_no_second_mail(db: None, server: MailServer) -> None:
    server.data = "hang up"
    queue()
    work()
    work(NOW + timedelta(days=2))
    assert Message.objects.values_list("state", "problem", "attempts").get() == ("unknown", "SMTPServerDisconnected", 1)


def test_a_server_that_says_nothing_after_the_text_leaves_a_doubt(
    db: None, server: MailServer, settings: Settings
) -> None:
    settings.MAIL_ANSWER_SECONDS = 0.2
    server.data = "250-silence"  # the first line of an answer whose second never comes
    queue()
    work()
    assert states() == {"kim@mail.example": "unknown"}


def test_a_server_that_swallows_text_after_text_gets_no_more_of_them(db: None, server: MailServer) -> None:
    server.data = "hang up"
    for number in range(5):
        queue(f"p{number}@mail.example")
    assert work() is Ending.AWAY
    assert sorted(states().values()) == ["queued", "queued", "unknown", "unknown", "unknown"]


def test_problems_never_hold_a_server_s_words(db: None, server: MailServer) -> None:
    server.rcpt = "450 kim@mail.example is away, says mailer.secret.example"
    message = queue()
    work()
    message.refresh_from_db()
    assert message.problem == "SMTPRecipientsRefused 450"


# --- The pace ---------------------------------------------------------------------------------------------------------


def test_at_a_pace_each_message_waits_for_its_slot(db: None, settings: Settings) -> None:
    settings.MAIL_PER_MINUTE = 2
    for number in range(3):
        queue(f"p{number}@mail.example")
    assert work(seconds=1) is Ending.PACED
    assert sorted(states().values()) == ["queued", "queued", "sent"]
    assert work(seconds=1) is Ending.FULL
    assert work(NOW + timedelta(seconds=29), seconds=1) is Ending.FULL
    assert work(NOW + timedelta(seconds=30), seconds=1) is Ending.PACED
    assert sorted(states().values()) == ["queued", "sent", "sent"]
