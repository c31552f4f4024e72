"""A connection that is lost just before each statement of a deed in turn, and what is left of the deed then."""

from collections.abc import Callable, Iterator
from typing import Any, TypeVar

import psycopg2
from django.db import DatabaseError, connection

Left = TypeVar("Left")
Execute = Callable[..., Any]
PARTS = ("SAVEPOINT", "RELEASE SAVEPOINT", "ROLLBACK TO")


def left_when_lost(deed: Callable[[], object], left: Callable[[], Left], *, together: bool = True) -> Iterator[Left]:
    """What `left` finds when the connection is lost before the first statement of `deed`, the second, and so on; last,
    when it is not lost at all. A control has each statement committed by itself: not `together`.
    """
    number, done = 0, False
    while not done:
        number += 1
        done = ended(deed, number, together=together)
        yield left()


def ended(deed: Callable[[], object], number: int, *, together: bool) -> bool:
    """Whether the deed came to its end before the statement of that number; raises what is no loss."""
    losing = Losing(number)
    try:
        with connection.execute_wrapper(losing), connection.execute_wrapper(as_it_is if together else alone):
            deed()
    except (DatabaseError, psycopg2.Error):
        if not losing.has_lost:
            raise
        connection.close()
        return False
    return True


class Losing:
    """The server ends the session as the statement of that number is about to go out."""

    def __init__(self, number: int) -> None:
        self.number, self.sent = number, 0

    @property
    def has_lost(self) -> bool:
        """Whether it came so far."""
        return self.sent >= self.number

    def __call__(self, execute: Execute, sql: str, params: object, many: bool, context: object) -> object:
        self.sent += 1
        if self.sent == self.number:
            end_session(connection.connection.info.backend_pid)
        return execute(sql, params, many, context)


def as_it_is(execute: Execute, sql: str, params: object, many: bool, context: object) -> object:
    """In whatever transaction it stands."""
    return execute(sql, params, many, context)


def alone(execute: Execute, sql: str, params: object, many: bool, context: object) -> object:
    """In a transaction of its own, whatever the deed thinks."""
    if sql.startswith(PARTS):
        return None
    done = execute(sql, params, many, context)
    connection.connection.commit()
    return done


def end_session(pid: int) -> None:
    """From another connection, as an operator or a crash would."""
    with psycopg2.connect(**connection.get_connection_params()) as other, other.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(%s, 5000)", [pid])
