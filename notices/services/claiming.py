"""A worker's claim: a lock that says it lives, held by the connection that also makes its marks.

Who loses the connection loses both at once, so nobody sends without being able to say so. The lock is PostgreSQL's,
of the session: it vanishes with the worker, however that dies, and what it had in hand is given back.
"""

import random
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import dj_database_url
from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, Error, InterfaceError, OperationalError, connection, connections

from notices.errors import LockLostError
from notices.models import Message

State = Message.State
LOCKS_OF_WORKERS = 20_262  # the first half of the advisory lock's key; the second is the worker's
HIGHEST_KEY = 2**31 - 1
OWN_PROCESS = 0  # in place of a key: the process that made the message sends it, since it alone knows its secret

CLAIM = """
WITH taken AS MATERIALIZED (
    SELECT id FROM notices_message
    WHERE state = 'queued' AND next_attempt_at <= %(at)s AND (marks = '{}' OR links <> '{}')
    ORDER BY next_attempt_at, id LIMIT %(most)s FOR UPDATE SKIP LOCKED
)
UPDATE notices_message m SET state = 'claimed', claimed_by = %(key)s FROM taken WHERE m.id = taken.id RETURNING m.id
"""
# What became of some and the beginning of the next are one statement, and so one commit.
MARK = """
UPDATE notices_message m SET
    state = said.state,
    problem = coalesce(said.problem, m.problem),
    sent_at = said.sent_at,
    next_attempt_at = coalesce(said.next_attempt_at, m.next_attempt_at),
    tried_at = CASE WHEN said.state = 'sending' THEN %(at)s ELSE m.tried_at END,
    attempts = m.attempts + CASE WHEN said.state = 'sending' THEN 1 ELSE 0 END
FROM unnest(
    %(pks)s::bigint[], %(states)s::text[], %(problems)s::text[], %(sent)s::timestamptz[], %(next)s::timestamptz[]
) AS said (id, state, problem, sent_at, next_attempt_at)
WHERE m.id = said.id AND m.claimed_by = %(key)s
    AND (m.state = 'claimed' OR (m.state = 'sending' AND said.state <> 'sending'))
RETURNING m.id, said.state
"""
TAKE_BACK = """
UPDATE notices_message SET state = 'claimed', attempts = attempts - 1
WHERE id = ANY(%(begun)s) AND claimed_by = %(key)s AND state = 'sending'
"""
GIVE_BACK = """
UPDATE notices_message SET state = 'queued', claimed_by = NULL,
    problem = coalesce(%(problem)s, problem), next_attempt_at = coalesce(%(not_before)s, next_attempt_at)
WHERE claimed_by = %(key)s AND state = 'claimed'
"""
LATE_MARK = """
UPDATE notices_message SET state = %(state)s, problem = %(problem)s, sent_at = %(sent_at)s,
    next_attempt_at = coalesce(%(next_attempt_at)s, next_attempt_at)
WHERE id = %(pk)s AND claimed_by = %(key)s AND state IN ('sending', 'unknown')
"""
LATE_TAKE_BACK = """
UPDATE notices_message SET state = 'queued', claimed_by = NULL, problem = '', attempts = attempts - 1
WHERE id = ANY(%(begun)s) AND claimed_by = %(key)s AND state IN ('sending', 'unknown')
"""


@dataclass(frozen=True)
class Mark:
    """What is to be said of one row: its new state and why."""

    pk: int
    state: str
    problem: str | None = ""  # None leaves what it says
    sent_at: datetime | None = None
    next_attempt_at: datetime | None = None


class Worker:
    """Whoever sends, on the thread's default connection. Every method raises LockLostError when that was lost."""

    def __init__(self) -> None:
        connection.ensure_connection()
        self._session = connection.connection
        self.key = random.randint(1, HIGHEST_KEY)
        while not _try_lock(self.key):
            self.key = random.randint(1, HIGHEST_KEY)

    def claim(self, *, at: datetime, most: int) -> list[int]:
        """Take what is due, oldest first, passing over what another worker is taking."""
        return [pk for [pk] in self._run(CLAIM, at=at, most=most)]

    def mark(self, marks: Sequence[Mark], *, begin: Sequence[int] = (), at: datetime | None = None) -> set[int]:
        """Say how some messages ended and that others are about to go; which of those are still ours."""
        said = [*marks, *(Mark(pk, State.SENDING, None) for pk in begin)]
        rows = self._run(
            MARK,
            at=at,
            pks=[mark.pk for mark in said],
            states=[str(mark.state) for mark in said],
            problems=[mark.problem for mark in said],
            sent=[mark.sent_at for mark in said],
            next=[mark.next_attempt_at for mark in said],
        )
        return {pk for pk, state in rows if state == State.SENDING}

    def take_back(self, begun: Sequence[int]) -> None:
        """What was marked as being sent and was never offered to the server is only claimed, and untried."""
        self._run(TAKE_BACK, begun=list(begun))

    def give_back(self, *, problem: str | None = None, not_before: datetime | None = None) -> None:
        """Put what was claimed and not begun back into the queue, untried."""
        self._run(GIVE_BACK, problem=problem, not_before=not_before)

    def mend(self, owed: Sequence[Mark], begun: Sequence[int]) -> None:
        """By a fresh connection, after the lock was lost: say what the server took, take back what never reached it.

        Only rows that are still as this worker left them, or that were called doubtful since, are touched.
        """
        connection.close()
        with connection.cursor() as cursor:
            for mark in owed:
                cursor.execute(LATE_MARK, {**vars(mark), "key": self.key})
            cursor.execute(LATE_TAKE_BACK, {"begun": list(begun), "key": self.key})
            cursor.execute(GIVE_BACK, {"key": self.key, "problem": None, "not_before": None})

    def leave(self) -> None:
        """Give back what is left, and the lock; without a connection both are gone already, or soon."""
        with suppress(LockLostError):
            self.give_back()
            self._run("SELECT pg_advisory_unlock(%(space)s, %(key)s)", space=LOCKS_OF_WORKERS)
            return
        with suppress(Error):
            connection.close()

    def _run(self, statement: str, **given: Any) -> list[tuple[Any, ...]]:
        if connection.connection is not self._session:
            raise LockLostError
        try:
            with connection.cursor() as cursor:
                cursor.execute(statement, {**given, "key": self.key})
                return list(cursor.fetchall()) if cursor.description else []
        except (OperationalError, InterfaceError) as problem:
            raise LockLostError from problem


@contextmanager
def at_work() -> Iterator[Worker]:
    """A worker with a lock of its own, which has nothing in hand any more when the block ends."""
    with direct_connection():
        worker = Worker()
        try:
            yield worker
        finally:
            worker.leave()


@contextmanager
def direct_connection() -> Iterator[None]:
    """Make the thread's default connection one without a pooler in between, where there is one: a pooler that shares
    sessions would share the lock."""
    if not settings.DIRECT_DATABASE_URL:
        yield
        return
    usual, own = connections[DEFAULT_DB_ALIAS], connection.copy()
    given = dj_database_url.parse(settings.DIRECT_DATABASE_URL)
    own.settings_dict |= {name: given[name] for name in ("NAME", "USER", "PASSWORD", "HOST", "PORT")}
    own.settings_dict["OPTIONS"] = {**own.settings_dict["OPTIONS"], **given.get("OPTIONS", {})}
    connections[DEFAULT_DB_ALIAS] = own
    try:
        yield
    finally:
        connections[DEFAULT_DB_ALIAS] = usual
        own.close()


def give_back_of_the_dead() -> tuple[int, int]:
    """What workers without a lock had in hand: how many went back into the queue, how many were being sent and are now
    unknown."""
    in_hand = Message.objects.in_hand().exclude(claimed_by=OWN_PROCESS)
    given_back = doubtful = 0
    for key in in_hand.order_by().values_list("claimed_by", flat=True).distinct():
        assert key is not None, "the table's constraint says so"
        if _try_lock(key):
            theirs = Message.objects.filter(claimed_by=key)
            doubtful += theirs.filter(state=State.SENDING).update(state=State.UNKNOWN, problem="WorkerDied")
            given_back += theirs.filter(state=State.CLAIMED).update(state=State.QUEUED, claimed_by=None)
            _unlock(key)
    return given_back, doubtful


def _try_lock(key: int) -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s, %s)", [LOCKS_OF_WORKERS, key])
        return bool(cursor.fetchone()[0])


def _unlock(key: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_unlock(%s, %s)", [LOCKS_OF_WORKERS, key])
