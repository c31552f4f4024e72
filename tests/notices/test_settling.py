"""A person settles a doubt, once, and the trail says who."""

from datetime import UTC, datetime
from functools import partial
from threading import Barrier
from typing import Any

import pytest

from accounts.models import Person
from audit.models import Entry
from notices.errors import NotDoubtfulError, SecretGoneError
from notices.models import Message
from notices.services import delivering, sending
from notices.services.settling import Verdict, settle
from tests.at_once import at_once, meeting
from tests.factories import PersonFactory

TRIED = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
NOW = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


def doubtful(**more: Any) -> Message:
    """A message that a worker was sending when it died."""
    message = sending.send("test/hello", "kim@mail.example", {"name": "Kim"}, at=TRIED, programme_id=7, **more)
    left = {"state": "unknown", "tried_at": TRIED, "attempts": 8, "problem": "WorkerDied", "claimed_by": 4711}
    Message.objects.filter(pk=message.pk).update(**left)
    message.refresh_from_db()
    return message


def test_a_message_that_arrived_was_sent_when_it_was_tried(db: None) -> None:
    message, person = doubtful(), PersonFactory()
    settle(message=message, verdict="sent", by=person, at=NOW)
    message.refresh_from_db()
    assert (message.state, message.sent_at, message.settled_by, message.settled_at) == ("sent", TRIED, person, NOW)
    entry = Entry.objects.get(action="message.settled")
    assert (entry.actor, entry.programme_id, entry.details) == (person, 7, {"verdict": "sent"})


def test_a_message_to_send_again_goes_at_once_as_the_same_message(db: None) -> None:
    message = doubtful()
    settle(message=message, verdict="again", by=PersonFactory(), at=NOW)
    again = Message.objects.get()
    assert (again.state, again.attempts, again.next_attempt_at, again.problem) == ("queued", 0, NOW, "")
    delivering.drain(seconds=60, clock=lambda: NOW)
    again.refresh_from_db()
    assert (again.state, again.message_id, again.sent_at) == ("sent", message.message_id, NOW)


def test_a_code_cannot_be_sent_again(db: None) -> None:
    message = doubtful(secrets={"code": "1"})
    with pytest.raises(SecretGoneError):
        settle(message=message, verdict="again", by=PersonFactory(), at=NOW)
    settle(message=message, verdict="sent", by=PersonFactory(), at=NOW)
    assert Message.objects.get().state == "sent"


@pytest.mark.parametrize("verdict", ["sent", "again"])
@pytest.mark.parametrize("state", ["queued", "failed", "dropped"])
def test_only_a_doubt_is_settled(db: None, state: str, verdict: Verdict) -> None:
    message = doubtful()
    Message.objects.update(state=state)
    with pytest.raises(NotDoubtfulError):
        settle(message=message, verdict=verdict, by=PersonFactory(), at=NOW)
    assert Message.objects.get().state == state
    assert not Entry.objects.filter(action="message.settled").exists()


# --- Two at once ------------------------------------------------------------------------------------------------------
VERDICTS: list[Verdict] = ["sent", "again", "sent", "again"]


def without_asking_again(message: Message, by: Person, everybody: Barrier) -> None:
    """The control: look, wait until everybody has looked, then write."""
    if Message.objects.get(pk=message.pk).state != "unknown":
        raise NotDoubtfulError
    everybody.wait()
    Message.objects.filter(pk=message.pk).update(state="sent", sent_at=NOW, settled_by=by, settled_at=NOW)


@pytest.mark.django_db(transaction=True)
def test_of_many_who_settle_at_once_one_does() -> None:
    by = PersonFactory()
    for _round in range(5):
        message = doubtful()
        told = at_once(
            *[partial(settle, message=message, verdict=verdict, by=by, at=NOW) for verdict in VERDICTS],
            refused=(NotDoubtfulError,),
        )
        assert told.count(NotDoubtfulError) == 3
    assert Entry.objects.filter(action="message.settled").count() == 5


@pytest.mark.django_db(transaction=True)
def test_without_asking_again_each_of_them_would() -> None:
    careless = partial(without_asking_again, doubtful(), PersonFactory(), meeting(4))
    assert at_once(*[careless] * 4, refused=(NotDoubtfulError,)) == [None] * 4
