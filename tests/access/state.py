"""Watches what a request does to the database, then undoes it."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.db import DatabaseError, connection, transaction

# What any request may touch: the session itself, and the trail, which may record that somebody was refused.
SET_APART = frozenset({"django_session", "usersessions_usersession", "audit_entry"})
# What pg_stat_xact_user_tables tells of them, without all else that it would gather: it is asked twice a request.
COUNTERS = """
SELECT relname, pg_stat_get_xact_tuples_inserted(oid), pg_stat_get_xact_tuples_updated(oid),
  pg_stat_get_xact_tuples_deleted(oid)
FROM pg_class WHERE relkind = 'r' AND relnamespace = current_schema()::regnamespace"""


@dataclass
class Watch:
    """The tables whose contents a request changed; complete once `undone` has ended."""

    changed: tuple[str, ...] = ()


def counters() -> dict[str, tuple[int, ...]]:
    """How many rows of each table this transaction has added, changed and removed so far."""
    with connection.cursor() as cursor:
        cursor.execute(COUNTERS)
        return {table: tuple(counts) for table, *counts in cursor.fetchall()}


def contents(tables: Iterable[str]) -> dict[str, str]:
    """A digest of every row of each table."""
    digests = {}
    with connection.cursor() as cursor:
        for table in tables:
            name = connection.ops.quote_name(table)
            cursor.execute(f"SELECT md5(coalesce(string_agg(t::text, '|' ORDER BY t::text), '')) FROM {name} AS t")
            digests[table] = cursor.fetchone()[0]
    return digests


@contextmanager
def undone() -> Iterator[Watch]:
    """Run a request inside a savepoint and roll it back; tells which tables it would have left changed.

    The counters say which tables to look at, which is quick; their contents with and without the request decide.
    """
    watch, before = Watch(), counters()
    with transaction.atomic():
        yield watch
        try:
            moved = [table for table, counts in counters().items() if before.get(table) != counts]
            left = contents(table for table in moved if table not in SET_APART)
        except DatabaseError:  # the request broke the transaction, so that nothing of it stands
            left = {}
        transaction.set_rollback(True)
    found = contents(left)
    watch.changed = tuple(sorted(table for table in left if left[table] != found[table]))
