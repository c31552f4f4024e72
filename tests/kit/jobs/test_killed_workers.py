"""A real Celery worker dies by `kill -9` in the middle of an import; another carries it on, once and whole."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import psycopg2
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from audit.models import Entry
from kit.jobs.models import Job
from kit.jobs.services import RING_AGAIN_AFTER, sweep
from partnerships.models import FileImport, Partnership
from partnerships.services.imports.ending import ask_to_apply
from partnerships.services.imports.previews import CHECK
from partnerships.tasks.imports import check_import
from tests.factories import World, build_world
from tests.journeys.worker import COMMAND, database_url, forget_work

pytestmark = [pytest.mark.long, pytest.mark.django_db(transaction=True)]
ROWS, PATIENCE = 2_001, 60.0


@contextmanager
def celery_worker(media: Path) -> Iterator[subprocess.Popen[bytes]]:
    environment = {**os.environ, "DATABASE_URL": database_url(), "PORTAL_MEDIA_ROOT": str(media)}
    process = subprocess.Popen([sys.executable, *COMMAND], env=environment)
    try:
        yield process
    finally:
        process.kill()
        process.wait()


@contextmanager
def nobody_can_write(table: str) -> Iterator[None]:
    """Another session holds the table, so that whoever writes into it waits."""
    session = psycopg2.connect(database_url())
    try:
        session.cursor().execute(f"LOCK TABLE {table} IN SHARE MODE")
        yield
    finally:
        session.close()


def until(is_so: Callable[[], Any], act: Callable[[], Any] = lambda: None) -> None:
    """Wait for something, doing `act` meanwhile; raises AssertionError when it does not come."""
    deadline = time.monotonic() + PATIENCE
    while not is_so():
        assert time.monotonic() < deadline, "It did not come"
        act()
        time.sleep(0.1)


def asked(world: World, client: Client) -> tuple[FileImport, Job]:
    """A large file, checked, and asked to be applied."""
    rows = "name,area,tier\n" + "".join(f"Partnership {n},Area {n},unitary\n" for n in range(ROWS))
    client.force_login(world.people["manager"])
    sent = {"file": SimpleUploadedFile("partnerships.csv", rows.encode()), "written_for": "marlvale"}
    client.post("/imports/partnerships/add/", sent)
    check_import(str(Job.objects.get(kind=CHECK).pk))
    brought = FileImport.objects.get()
    forget_work()
    ask_to_apply(file_import=brought, seen=brought.fingerprint, by=brought.made_by, at=timezone.now())
    return brought, Job.objects.exclude(kind=CHECK).get()


def test_another_worker_carries_on_what_a_killed_one_began(tmp_path: Path, settings: Any, client: Client) -> None:
    settings.MEDIA_ROOT = tmp_path
    brought, job = asked(build_world(), client)
    with nobody_can_write("partnerships_partnership"), celery_worker(tmp_path) as first:
        until(lambda: Job.objects.get(pk=job.pk).done)  # every row is read, and the first is about to be written
        first.kill()
        first.wait()
    assert Partnership.objects.filter(area__startswith="Area ").count() == 0
    assert Job.objects.get(pk=job.pk).state == "running"

    with celery_worker(tmp_path):
        later = timezone.now() + RING_AGAIN_AFTER + timedelta(seconds=1)
        until(lambda: Job.objects.get(pk=job.pk).is_over, lambda: sweep(at=later))
    job.refresh_from_db()
    assert (job.state, job.starts, job.done) == ("done", 2, job.total)
    assert Partnership.objects.filter(area__startswith="Area ").count() == ROWS
    assert Entry.objects.filter(action="import.applied", subject_key=str(brought.pk)).count() == 1
    assert "interrupted once, and carried on" in client.get(f"/jobs/{job.pk}/").content.decode()
