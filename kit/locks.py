"""Waiting for one's turn, across every process that shares the database."""

from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import blake2b

from django.db import connection


@contextmanager
def held(name: str) -> Iterator[None]:
    """Hold the advisory lock of a name, waiting for whoever has it; it vanishes with the process that holds it."""
    key = [int.from_bytes(blake2b(name.encode(errors="replace"), digest_size=8).digest(), signed=True)]
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", key)
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(%s)", key)
