"""The one stated door through the append-only triggers: emptying the tables after a test that really commits.

Only then, and only on the test's own connection, triggers are told that they stand in a replica, where they do not
fire; `tampering` does so too, for a test of what is found when somebody has gone round them. No code outside `tests/`
may do this (an architecture test looks).
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import connection
from django.test import TransactionTestCase

from tests.eventually import eventually

COMMITTING_FIXTURES = {"transactional_db", "django_db_reset_sequences", "live_server"}

# The tables that tests fill: all but those whose rows are made with the database.
OF_TESTS = """
FROM pg_class WHERE relkind = 'r' AND relnamespace = current_schema()::regnamespace
  AND relname NOT IN ('django_migrations', 'django_content_type', 'auth_permission')"""
# Django would cut every table and make its rights and kinds anew, which takes longer than most of these tests.
EMPTIED = f"""
DO $$ DECLARE emptied regclass; BEGIN
  FOR emptied IN SELECT oid {OF_TESTS} LOOP EXECUTE format('DELETE FROM %s', emptied); END LOOP;
END $$"""


def empty_tables(case: TransactionTestCase) -> None:
    """In place of Django's own: no row stays but what migrating left."""
    with connection.cursor() as cursor:
        cursor.execute(EMPTIED)


TransactionTestCase._fixture_teardown = empty_tables


def commits(request: pytest.FixtureRequest) -> bool:
    """Whether a test works outside a transaction, so that its rows must be removed by force."""
    marker = request.node.get_closest_marker("django_db")
    return bool(COMMITTING_FIXTURES & set(request.fixturenames)) or bool(marker and marker.kwargs.get("transaction"))


@pytest.fixture(autouse=True)
def _door_for_emptying_tables(request: pytest.FixtureRequest, django_db_blocker: Any) -> Iterator[None]:
    if not commits(request):
        yield
        return
    request.getfixturevalue("_door_shut_again")
    request.getfixturevalue("_django_db_helper")
    yield
    eventually(nobody_else_is_at_work)
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")


def nobody_else_is_at_work() -> bool:
    """No request of a browser that is closed by now still reads or writes what is about to be emptied."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            " AND backend_type = 'client backend' AND state <> 'idle'"
        )
        return cursor.fetchone() == (0,)


@pytest.fixture
def _door_shut_again(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """Set up before the database fixture and torn down after it."""
    yield
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = DEFAULT")


@contextmanager
def tampering() -> Iterator[None]:
    """As somebody who owns the database could, for the rest of the block and on this connection alone."""
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        yield
        cursor.execute("SET session_replication_role = DEFAULT")
