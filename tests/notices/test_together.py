"""Several messages that one commit marks as being sent: each is offered soon after it, or not by it."""

from contextlib import closing
from datetime import UTC, datetime

import pytest

from notices.models import Message
from notices.rules.stride import Stride
from notices.services import sending
from notices.services.carrying import Carrier, carrier
from notices.services.claiming import Worker, at_work
from notices.services.delivering import Ending, Round
from tests.at_once import elsewhere
from tests.notices.mail_server import MailServer

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
NAMES = ["ann", "bob", "cat"]
pytestmark = pytest.mark.django_db(transaction=True)


def queue() -> None:
    for name in NAMES:
        sending.send("test/hello", f"{name}@mail.example", {"name": name}, at=NOW)


def a_round(worker: Worker, by: Carrier, fresh: float) -> Round:
    """It has seen a disk much slower than the mail server; its marks are good for so many seconds."""
    begun = Round(worker, by, lambda: NOW, seconds=60)
    begun.stride, begun.fresh = Stride(commit=1.0, mail=0.01), fresh
    return begun


def work(fresh: float = 600) -> Ending:
    with at_work() as worker, closing(carrier()) as by:
        return a_round(worker, by, fresh).run()


def states() -> list[str]:
    return list(Message.objects.order_by("pk").values_list("state", flat=True))


def seen_at_each_text(server: MailServer) -> list[list[str]]:
    """What is committed while the server has each text."""
    seen: list[list[str]] = []
    server.meanwhile = lambda: seen.append(
        elsewhere(states)
    )  # the server's thread has a loop: Django asks nothing there
    return seen


def test_they_are_all_marked_before_the_first_is_offered_and_all_settled_by_the_next_commit(server: MailServer) -> None:
    queue()
    seen = seen_at_each_text(server)
    assert work() is Ending.EMPTY
    assert seen == [["sending"] * 3] * 3
    assert states() == ["sent"] * 3
    assert len(server.taken) == 3


def test_what_a_server_that_went_away_was_never_offered_is_untried_and_waits(server: MailServer) -> None:
    queue()
    server.by_address["bob@mail.example"] = "421 Closing"
    assert work() is Ending.AWAY
    rows = list(Message.objects.order_by("pk").values_list("state", "attempts", "claimed_by"))
    assert rows[0][:2] == ("sent", 1)
    assert rows[1][:2] == ("queued", 1)
    assert rows[2] == ("queued", 0, None)
    assert len(server.taken) == 1


def test_a_mark_is_good_for_a_moment_only_what_comes_later_is_marked_anew(server: MailServer) -> None:
    queue()
    seen = seen_at_each_text(server)
    assert work(fresh=0) is Ending.EMPTY
    assert seen[0] == ["sending"] * 3
    assert seen[1][0] == "sent"
    assert list(Message.objects.values_list("state", "attempts")) == [("sent", 1)] * 3


def test_the_address_that_is_refused_in_the_middle_keeps_nobody_from_theirs(server: MailServer) -> None:
    queue()
    server.by_address["bob@mail.example"] = "550 5.1.1 No such mailbox"
    assert work() is Ending.EMPTY
    assert states() == ["sent", "failed", "sent"]
    assert len(server.taken) == 2


def test_one_that_was_cancelled_after_it_was_claimed_is_not_offered(server: MailServer) -> None:
    queue()
    with at_work() as worker, closing(carrier()) as by:
        begun = a_round(worker, by, fresh=600)
        letters = begun.desk.letters(worker.claim(at=NOW, most=10))
        Message.objects.filter(to="cat@mail.example").update(state="dropped", problem="cancelled", claimed_by=None)
        begun._send(letters, [NOW] * 3)
        begun._write_down()
    assert states() == ["sent", "sent", "dropped"]
    assert len(server.taken) == 2
