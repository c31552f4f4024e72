"""A claim is a lock: who holds it may send, who loses it may not, and of two who reach for a row one has it."""

from collections.abc import Callable
from datetime import UTC, datetime
from itertools import chain
from threading import Barrier

import pytest
from django.core import mail
from django.db import connection, connections
from pytest_django import Settings

from notices.errors import LockLostError
from notices.models import Message
from notices.services import delivering, sending
from notices.services.claiming import Mark, Worker, at_work, give_back_of_the_dead
from notices.services.delivering import Ending
from notices.services.sweeping import sweep
from tests.at_once import at_once, elsewhere, meeting
from tests.notices.mail_server import MailServer

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
pytestmark = pytest.mark.django_db(transaction=True)


def queue(to: str = "kim@mail.example") -> Message:
    return sending.send("test/hello", to, {"name": "Kim"}, at=NOW)


def work() -> Ending:
    return delivering.drain(seconds=60, clock=lambda: NOW)


def end_session(pid: int) -> None:
    """As a restart of the database does to everybody."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(%s, 5000)", [pid])


def own_pid() -> int:
    return int(connection.connection.info.backend_pid)


def test_what_a_worker_claims_nobody_else_does_and_what_it_leaves_goes_back() -> None:
    message = queue()
    with at_work() as worker:
        assert worker.claim(at=NOW, most=10) == [message.pk]
        assert elsewhere(give_back_of_the_dead) == (0, 0)
        assert elsewhere(work) is Ending.EMPTY
        assert Message.objects.get().state == "claimed"
    assert Message.objects.values_list("state", "claimed_by").get() == ("queued", None)
    assert mail.outbox == []


def test_a_live_worker_is_left_alone_however_slow_it_is(server: MailServer) -> None:
    queue()
    swept = []
    server.meanwhile = lambda: swept.append(elsewhere(lambda: sweep(at=datetime(2026, 4, 1, tzinfo=UTC))))
    work()
    assert [(found.given_back, found.doubtful) for found in swept] == [(0, 0)]
    assert Message.objects.get().state == "sent"


def test_a_row_that_somebody_took_back_meanwhile_is_not_sent() -> None:
    message = queue()
    with at_work() as worker:
        worker.claim(at=NOW, most=10)
        Message.objects.update(state="dropped", problem="cancelled")
        assert not worker.mark([], begin=[message.pk], at=NOW)
    assert Message.objects.get().state == "dropped"


def test_who_lost_the_lock_can_mark_and_claim_nothing() -> None:
    message = queue()
    with at_work() as worker:
        worker.claim(at=NOW, most=10)
        pid = own_pid()
        elsewhere(lambda: end_session(pid))
        with pytest.raises(LockLostError):
            worker.mark([], begin=[message.pk], at=NOW)
        connection.close()
        assert Message.objects.get().state == "claimed"  # by a session that does not hold the lock
        with pytest.raises(LockLostError):
            worker.claim(at=NOW, most=10)
    assert give_back_of_the_dead() == (1, 0)


def test_when_the_database_goes_while_the_server_has_a_text_it_is_marked_and_no_other_goes(server: MailServer) -> None:
    first, second = queue("one@mail.example"), queue("two@mail.example")
    pid = own_pid()
    server.meanwhile = lambda: elsewhere(lambda: end_session(pid))
    assert work() is Ending.LOST
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.state, first.sent_at, first.attempts) == ("sent", NOW, 1)
    assert (second.state, second.attempts, second.claimed_by) == ("queued", 0, None)
    assert len(server.taken) == 1


def test_a_mark_that_comes_late_settles_a_doubt_that_the_sweep_had(server: MailServer) -> None:
    message = queue()
    pid = own_pid()

    def meanwhile() -> None:
        elsewhere(lambda: end_session(pid))
        assert elsewhere(give_back_of_the_dead) == (0, 1)

    server.meanwhile = meanwhile
    assert work() is Ending.LOST
    message.refresh_from_db()
    assert (message.state, message.problem) == ("sent", "")


def test_a_mark_that_comes_too_late_leaves_alone_what_a_person_settled() -> None:
    message = queue()
    with at_work() as worker:
        worker.claim(at=NOW, most=1)
        worker.mark([], begin=[message.pk], at=NOW)
        Message.objects.update(state="queued", claimed_by=None)  # settled: send again
        worker.mend([Mark(message.pk, "sent", sent_at=NOW)], begun=[message.pk])
    assert Message.objects.values_list("state", "attempts").get() == ("queued", 1)


def test_what_was_marked_and_never_offered_is_taken_back_with_its_attempt() -> None:
    message = queue()
    with at_work() as worker:
        worker.claim(at=NOW, most=1)
        worker.mark([], begin=[message.pk], at=NOW)
        worker.mend([], begun=[message.pk])
    assert Message.objects.values_list("state", "attempts", "claimed_by").get() == ("queued", 0, None)


def test_past_a_pooler_a_worker_has_a_session_of_its_own(settings: Settings) -> None:
    usual, pid = connections["default"], own_pid()
    params = connection.settings_dict
    settings.DIRECT_DATABASE_URL = f"postgres://{params['USER']}@{params['HOST'].replace('/', '%2F')}/{params['NAME']}"
    queue()
    with at_work():
        assert own_pid() != pid
        assert connections["default"] is not usual
    assert connections["default"] is usual
    assert work() is Ending.EMPTY
    assert Message.objects.get().state == "sent"


# --- Two workers, the same rows ---------------------------------------------------------------------------------------
ROWS, HANDS = 40, 4


class Careless(Worker):
    """The control: looks, waits until everybody has looked, and takes without locking or asking again."""

    meeting: Barrier

    def claim(self, *, at: datetime, most: int) -> list[int]:
        found = list(Message.objects.due(at).values_list("pk", flat=True)[:most])
        self.meeting.wait()
        Message.objects.filter(pk__in=found).update(state="claimed", claimed_by=self.key)
        return found


def taken_by_many(worker: Callable[[], Worker]) -> list[int]:
    """What four workers claim at the same moment, together."""

    def take() -> list[int]:
        one, taken = worker(), []
        while found := one.claim(at=NOW, most=ROWS // 8):
            taken.extend(found)
            if isinstance(one, Careless):
                break
        return taken

    return sorted(chain(*at_once(*[take] * HANDS)))


def test_of_many_workers_each_row_has_one() -> None:
    rows = sorted(queue(f"p{number}@mail.example").pk for number in range(ROWS))
    assert taken_by_many(Worker) == rows


def test_without_the_lock_on_rows_many_have_the_same() -> None:
    for number in range(ROWS):
        queue(f"p{number}@mail.example")
    Careless.meeting = meeting(HANDS)
    taken = taken_by_many(Careless)
    assert len(taken) == HANDS * len(set(taken))


def test_four_workers_send_each_message_once(server: MailServer) -> None:
    for number in range(ROWS):
        queue(f"p{number}@mail.example")
    at_once(*[work] * HANDS)
    assert set(Message.objects.values_list("state", "attempts")) == {("sent", 1)}
    assert len(server.taken) == ROWS
