"""A message is a row first, with an identity of its own, and never keeps a secret."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.core import mail
from django.core.cache import cache
from django.db import IntegrityError, connection, transaction
from pytest_django import DjangoCaptureOnCommitCallbacks

from notices import tasks
from notices.models import Message
from notices.rules.kinds import UnknownKindError
from notices.rules.makers import UnknownMakerError
from notices.services import ringing, sending

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


def queue(name: str = "Kim", **more: Any) -> Message:
    return sending.send("test/hello", "kim@mail.example", {"name": name}, at=NOW, **more)


def test_a_message_is_queued_with_its_words_and_an_identity_of_its_own(db: None) -> None:
    first, second = queue(), queue()
    assert (first.state, first.subject, first.to) == ("queued", "Hello Kim", "kim@mail.example")
    assert first.message_id != second.message_id


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
    assert "[[code:" in message.text


def test_a_person_cannot_pose_as_a_placeholder(
    db: None, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        queue("[[code:00000000]]", secrets={"code": "493-275"})
    assert mail.outbox[0].subject == "Hello [[code:00000000]]"


def test_a_subject_longer_than_its_column_is_cut_with_an_ellipsis(db: None) -> None:
    subject = queue("Kim " * 100).subject
    assert (len(subject) <= 250, subject[-4:]) == (True, "Kim…")


def test_a_message_of_an_unknown_kind_is_refused(db: None) -> None:
    with pytest.raises(UnknownKindError):
        sending.send("test/nothing", "kim@mail.example", {})
    assert not Message.objects.exists()


def test_a_message_whose_link_nobody_can_make_is_refused(db: None) -> None:
    with pytest.raises(UnknownMakerError):
        queue(links={"code": {"maker": "test.nobody"}})
    assert not Message.objects.exists()


def test_a_message_has_secrets_or_links_and_not_both(db: None) -> None:
    with pytest.raises(ValueError, match="not both"):
        queue(secrets={"code": "1"}, links={"link": {"maker": "test.link"}})


@pytest.mark.django_db(transaction=True)
def test_the_bell_rings_once_a_commit_and_once_until_somebody_comes() -> None:
    cache.clear()
    with transaction.atomic():
        queue()
        queue()
        with transaction.atomic():
            queue()
        hooks = [hook for _savepoints, hook, *_ in connection.run_on_commit]
    assert hooks == [ringing.ring]
    assert rings() == 1
    queue()
    assert rings() == 1
    ringing.answer()
    queue()
    assert rings() == 2


def rings() -> int:
    """How many bells wait for a worker; there is none in the tests."""
    with ringing.current_app.connection_for_read() as broker:
        return int(broker.default_channel.queue_declare("celery").message_count)


@pytest.fixture(autouse=True)
def _no_bells_of_yesterday() -> None:
    with ringing.current_app.connection_for_write() as broker:
        broker.default_channel.queue_purge("celery")


@pytest.mark.django_db(transaction=True)
def test_a_broker_that_is_away_keeps_nobody_from_their_work(settings: Any) -> None:
    settings.CACHES = {"default": {**settings.CACHES["default"], "LOCATION": "redis://127.0.0.1:1/0"}}
    assert queue().state == "queued"
    assert rings() == 0


@pytest.mark.django_db(transaction=True)
def test_a_worker_whose_time_is_up_rings_for_the_rest_and_one_with_nothing_left_does_not(settings: Any) -> None:
    cache.clear()
    queue()
    settings.MAIL_DRAIN_SECONDS = 0
    tasks.drain()
    assert (rings(), Message.objects.get().state) == (2, "queued")
    settings.MAIL_DRAIN_SECONDS = 30
    tasks.drain()
    assert (rings(), Message.objects.get().state) == (2, "sent")


def test_a_sent_message_has_a_time_of_sending(db: None) -> None:
    message = queue()
    with pytest.raises(IntegrityError, match="message_is_sent_when"), transaction.atomic():
        Message.objects.filter(pk=message.pk).update(state="sent", tried_at=NOW)
