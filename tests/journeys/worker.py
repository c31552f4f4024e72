"""A real Celery worker, a process of its own, on the database and the Valkey of the tests."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

from django.db import connection

from ltd_portal.celery import app

COMMAND = ("-m", "celery", "-A", "ltd_portal", "worker", "--pool", "solo", "--loglevel", "WARNING", "--without-mingle")


def forget_work() -> None:
    """Empty the queue of what other tests rang for."""
    app.control.purge()


@contextmanager
def worker() -> Iterator[None]:
    """At work until the block is left."""
    process = subprocess.Popen([sys.executable, *COMMAND], env={**os.environ, "DATABASE_URL": database_url()})
    try:
        yield
    finally:
        process.terminate()
        process.wait(timeout=120)


def database_url() -> str:
    """Where the tests' own database is."""
    server = urlsplit(os.environ["DATABASE_URL"])
    return server._replace(path=f"/{connection.settings_dict['NAME']}").geturl()
