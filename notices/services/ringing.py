"""The doorbell: asks a worker to send what is due. The queue is the table; a bell that nobody hears loses nothing."""

import logging
from contextlib import suppress

from celery import current_app
from django.core.cache import cache
from django.db import connection, transaction
from kombu.exceptions import OperationalError
from redis.exceptions import RedisError

TASK = "notices.tasks.drain"
BELL = "notices.bell"  # there from the ring until a worker comes: who finds it need not ring
BELL_SECONDS = 10
AWAY = (OperationalError, RedisError, OSError)
logger = logging.getLogger(__name__)


def ring_on_commit() -> None:
    """Ring when the transaction commits: once, however many messages it queues."""
    hooks = connection.run_on_commit
    if not hooks or hooks[-1][1] is not ring:
        transaction.on_commit(ring, robust=True)


def ring() -> None:
    """Ask a worker to come; when the broker is away, the sweep finds the rows."""
    try:
        if cache.add(BELL, 1, BELL_SECONDS):
            current_app.send_task(TASK, retry=False)
    except AWAY as problem:
        logger.warning("The bell of mail does not ring: %s", type(problem).__name__)
        with suppress(*AWAY):
            cache.delete(BELL)


def answer() -> None:
    """A worker is here: what is queued from now on rings again."""
    with suppress(*AWAY):
        cache.delete(BELL)
