"""Waiting for one's turn, across every process that shares the database."""

from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import blake2b

from django.db import connection


@contextmanager
def held(name: str) -> Iterator[None]:
    """Hold the advisory lock of a name, waiting for whoever has it; it vanishes with the process that holds it."""
    key = key_of(name)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", key)
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(%s)", key)


def hold(name: str) -> None:
    """Hold the advisory lock of a name until the transaction ends, waiting for whoever has it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", key_of(name))


def key_of(name: str) -> list[int]:
    """The number by which PostgreSQL knows the lock."""
    return [int.from_bytes(blake2b(name.encode(errors="replace"), digest_size=8).digest(), signed=True)]
