"""Deeds in the same moment, each on a thread and a database connection of its own; and who waits for whom."""

from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager, nullcontext
from threading import Barrier
from typing import Any

from django.db import connection, connections, transaction

from tests.eventually import eventually

Deed = Callable[[], Any]
Refusals = tuple[type[Exception], ...]
PATIENCE = 60  # seconds, against hanging: nothing comes about by their passing


def at_once(*deeds: Deed, refused: Refusals = (), held: str = "") -> list[Any]:
    """What each gave, or the type of its refusal, in the order of the deeds; any other error is raised.

    All begin together; where a table is `held`, nobody writes to it before all of them wait to.
    """
    start = meeting(len(deeds))

    def begin(deed: Deed) -> Any:
        start.wait()
        return on_its_own(deed, refused)

    with ThreadPoolExecutor(len(deeds)) as pool, held_at_writing(held, len(deeds)) if held else nullcontext():
        given = pool.map(begin, deeds)
    return list(given)


def on_its_own(deed: Deed, refused: Refusals = ()) -> Any:
    """As a thread does it: what it gave or the type of its refusal, with the thread's connections closed after it."""
    try:
        return deed()
    except refused as refusal:
        return type(refusal)
    finally:
        connections.close_all()


def elsewhere(deed: Deed) -> Any:
    """What a deed gives in another session of the database, which ends with it."""
    return at_once(deed)[0]


def meeting(count: int) -> Barrier:
    """Where so many wait for each other, as between the reading and the writing of a control."""
    return Barrier(count, timeout=PATIENCE)


@contextmanager
def held_at_writing(table: str, count: int) -> Iterator[None]:
    """Nobody writes to the table before so many wait to."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"LOCK TABLE {table} IN SHARE ROW EXCLUSIVE MODE")
        yield
        eventually(lambda: held_up() == count)


@contextmanager
def begun_while_open(deed: Deed, refused: Refusals = ()) -> Iterator[Callable[[], Future[Any]]]:
    """A transaction, and what begins the deed in its midst: the deed ends there, or waits for the transaction's end.

    What it gives, or the type of its refusal, is known after it; any other error is raised then.
    """
    begun: list[Future[Any]] = []

    def begin() -> Future[Any]:
        begun.append(pool.submit(on_its_own, deed, refused))
        eventually(lambda: begun[0].done() or held_up() == 1)
        return begun[0]

    with ThreadPoolExecutor(1) as pool, transaction.atomic():
        yield begin
    begun[0].result()


def held_up() -> int:
    """How many others wait for what this connection's transaction holds, as the server has it."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(DISTINCT pid) FROM pg_locks WHERE NOT granted"
            " AND pg_backend_pid() = ANY(pg_blocking_pids(pid))"
        )
        (number,) = cursor.fetchone()
    return int(number)
