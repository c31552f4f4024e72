"""The sweep finds what the bell missed and what the dead left."""

from datetime import UTC, datetime, timedelta
from typing import Any

from notices.models import Message
from notices.services import sending
from notices.services.sweeping import Swept, sweep

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
NOTHING = Swept(due=0, given_back=0, doubtful=0, lost=0)
DEAD = 4711  # a key whose lock nobody holds


def queue(**more: Any) -> Message:
    return sending.send("test/hello", "kim@mail.example", {"name": "Kim"}, at=NOW, **more)


def leave(message: Message, state: str, claimed_by: int = DEAD) -> Message:
    """As a worker leaves it that dies."""
    Message.objects.filter(pk=message.pk).update(state=state, claimed_by=claimed_by, tried_at=NOW, attempts=1)
    return message


def test_the_sweep_rings_for_what_the_bell_missed(db: None) -> None:
    queue()
    assert sweep(at=NOW - timedelta(seconds=1)) == NOTHING
    assert sweep(at=NOW) == Swept(due=1, given_back=0, doubtful=0, lost=0)


def test_what_a_dead_worker_had_only_claimed_goes_back(db: None) -> None:
    message = leave(queue(), "claimed")
    assert sweep(at=NOW) == Swept(due=1, given_back=1, doubtful=0, lost=0)
    message.refresh_from_db()
    assert (message.state, message.claimed_by) == ("queued", None)


def test_what_a_dead_worker_was_sending_is_doubtful_and_is_never_guessed(db: None) -> None:
    message = leave(queue(), "sending")
    assert sweep(at=NOW) == Swept(due=0, given_back=0, doubtful=1, lost=0)
    message.refresh_from_db()
    assert (message.state, message.problem) == ("unknown", "WorkerDied")
    assert sweep(at=NOW + timedelta(days=9)) == NOTHING


def test_a_process_that_sends_its_own_secret_has_ten_minutes(db: None) -> None:
    leave(queue(secrets={"code": "1"}), "sending", claimed_by=0)
    assert sweep(at=NOW + timedelta(minutes=9)) == NOTHING
    assert sweep(at=NOW + timedelta(minutes=11)).doubtful == 1


def test_a_message_whose_secret_died_with_its_process_fails_and_says_so(db: None) -> None:
    message = queue(secrets={"code": "493-275"})
    assert sweep(at=NOW + timedelta(minutes=9)) == NOTHING
    assert sweep(at=NOW + timedelta(minutes=11)).lost == 1
    message.refresh_from_db()
    assert (message.state, message.problem) == ("failed", "SecretLost")
