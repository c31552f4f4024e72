"""The demonstration as it stands on one day, for tests that begin with it: loaded once, and put back row by row."""

from datetime import UTC, date, datetime
from io import BytesIO

from django.core.cache import cache
from django.db import connection

from demonstration.services.loading import load_demonstration
from demonstration.services.statistics import count_rows
from tests.plugin_door import OF_TESTS, tampering

TODAY = date(2026, 11, 21)  # a Saturday: no reminder goes by itself
AT = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
FIRST, LAST, SECOND = "learning-to-deliver", "learning-to-deliver-last-year", "progress-through-partnership"
Rows = dict[str, bytes]  # of a table, as COPY writes them
LOADED: dict[tuple[str, ...], Rows] = {}


def load_once(*keys: str) -> None:
    """The programmes of those keys, or all: the first test of a process that asks loads them, and the others copy."""
    if keys in LOADED:
        put_back(LOADED[keys])
    else:
        load_demonstration(today=TODAY, at=AT, keys=keys or None)
        LOADED[keys] = taken()
    cache.clear()  # the same keys may have stood for other words in the test before


def taken() -> Rows:
    """Every row that there is."""
    rows = {}
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT quote_ident(relname) {OF_TESTS}")
        for (table,) in cursor.fetchall():
            cursor.copy_expert(f"COPY {table} TO STDOUT (FORMAT binary)", file := BytesIO())
            rows[table] = file.getvalue()
    return rows


def put_back(rows: Rows) -> None:
    """What has been taken, in whichever order: nothing is asked of rows that were all right together."""
    with tampering(), connection.cursor() as cursor:
        for table, copied in rows.items():
            cursor.copy_expert(f"COPY {table} FROM STDIN (FORMAT binary)", BytesIO(copied))
    count_rows()
