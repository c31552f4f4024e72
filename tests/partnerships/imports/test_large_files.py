"""Files that are too large for a request: checked and applied as jobs, by one worker, all or nothing."""

import os
import signal
import time
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from audit.models import Entry
from kit.jobs.models import Job
from partnerships.errors import ImportRefusedError
from partnerships.models import FileImport, Partnership
from partnerships.services.imports import kinds, previews
from partnerships.services.imports.ending import apply_import, ask_to_apply, cancel_import
from partnerships.tasks import imports as tasks
from tests.at_once import at_once
from tests.eventually import eventually
from tests.factories import World, build_world
from tests.partnerships.imports.conftest import GOOD, Upload

ROWS = 2_001


def many(rows: int = ROWS) -> str:
    return "name,area,tier\n" + "".join(f"Partnership {n},Area {n},unitary\n" for n in range(rows))


def there() -> int:
    return Partnership.objects.filter(area__startswith="Area ").count()


def press(client: Client, brought: FileImport, page: str = "apply_import") -> Any:
    return client.post(reverse(page, args=[brought.pk]), {"seen": brought.fingerprint})


def test_a_large_file_is_checked_and_applied_by_jobs_that_lead_back(upload: Upload, manager: Client) -> None:
    brought = upload(many())
    first = Job.objects.get()
    assert (brought.state, brought.job_id) == ("checking", first.pk)
    tasks.check_import(str(first.pk))
    first.refresh_from_db()
    brought.refresh_from_db()
    assert (brought.state, brought.counts["new"]) == ("ready", ROWS)
    assert first.result == {"page": reverse("import", args=[brought.pk])}

    response = press(manager, brought)
    second = Job.objects.exclude(pk=first.pk).get()
    assert response["Location"] == reverse("job", args=[second.pk])
    assert there() == 0
    tasks.apply_import(str(second.pk))
    second.refresh_from_db()
    brought.refresh_from_db()
    assert (brought.state, second.state, there()) == ("applied", "done", ROWS)


def test_asking_twice_starts_one_job(upload: Upload, manager: Client) -> None:
    brought = upload(many())
    tasks.check_import(str(Job.objects.get().pk))
    brought.refresh_from_db()
    press(manager, brought)
    press(manager, brought)
    assert Job.objects.count() == 2


def test_a_check_that_was_stopped_says_so_and_can_be_begun_again(upload: Upload, manager: Client) -> None:
    brought = upload(many())
    press(manager, brought, "cancel_import")
    tasks.check_import(str(Job.objects.get().pk))
    shown = manager.get(reverse("import", args=[brought.pk])).content.decode()
    assert "The check was stopped" in shown
    assert "Check it again" in shown
    manager.post(reverse("match_import", args=[brought.pk]), {"name": "0", "area": "1", "tier": "2"})
    tasks.check_import(str(Job.objects.latest("made_at").pk))
    brought.refresh_from_db()
    assert brought.state == "ready"


def test_a_job_for_an_import_that_is_over_says_so(upload: Upload, manager: Client) -> None:
    brought = upload(many())
    job = Job.objects.get()
    FileImport.objects.filter(pk=brought.pk).update(state="cancelled", ended_at=brought.made_at)
    tasks.check_import(str(job.pk))
    job.refresh_from_db()
    assert (job.state, job.problem) == ("failed", "import_over")
    shown = manager.get(reverse("job", args=[job.pk])).content.decode()
    assert "This import is over" in shown
    assert reverse("import", args=[brought.pk]) in shown


@pytest.fixture
def ready(transactional_db: None, client: Client, upload_now: Callable[[World, str], FileImport]) -> FileImport:
    return upload_now(build_world(), GOOD)


@pytest.fixture
def upload_now() -> Callable[[World, str], FileImport]:
    """An import of a committed world, by the service."""

    def start(world: World, content: str) -> FileImport:
        return previews.start_import(
            programme=world.here.programme,
            kind="partnerships",
            file=_file(content),
            by=world.people["manager"],
            at=timezone.now(),
        )

    return start


def _file(content: str) -> Any:
    return SimpleUploadedFile("partnerships.csv", content.encode())


def both(*deeds: Callable[[], None]) -> set[str]:
    """What became of two deeds, done at the same moment."""

    def told(deed: Callable[[], None]) -> str:
        try:
            deed()
        except ImportRefusedError as refused:
            return refused.code
        return "done"

    return set(at_once(*[partial(told, deed) for deed in deeds]))


def test_of_two_who_apply_at_once_one_wins_and_the_other_is_told(ready: FileImport) -> None:
    def deed() -> None:
        mine = FileImport.objects.get(pk=ready.pk)
        apply_import(file_import=mine, seen=ready.fingerprint, by=mine.made_by, at=timezone.now())

    assert both(deed, deed) == {"done", "over"}
    assert Entry.objects.filter(action="import.applied").count() == 1
    assert Partnership.objects.filter(area="Ashby").count() == 1


def test_an_import_that_is_applied_and_cancelled_at_once_is_one_of_them(ready: FileImport) -> None:
    def applying() -> None:
        mine = FileImport.objects.get(pk=ready.pk)
        apply_import(file_import=mine, seen=ready.fingerprint, by=mine.made_by, at=timezone.now())

    def cancelling() -> None:
        mine = FileImport.objects.get(pk=ready.pk)
        cancel_import(file_import=mine, by=mine.made_by, at=timezone.now())

    assert both(applying, cancelling) == {"done", "over"}
    ready.refresh_from_db()
    written = Partnership.objects.filter(area="Ashby").count()
    told = Entry.objects.about(ready).values_list("action", flat=True)
    assert (ready.state, written, list(told)) in [
        ("applied", 1, ["import.applied"]),
        ("cancelled", 0, ["import.cancelled"]),
    ]


def dying(job: Job) -> int:
    """A worker that is killed with SIGKILL when all is written and nothing is committed; gives how it ended."""
    reading, writing = os.pipe()
    connection.close()  # the child must not share it
    child = os.fork()
    if child == 0:
        # A browser's event loop gives the parent another connection than this one, which the child would share.
        inherited, connection.connection = connection.connection, None  # kept, for its end would be the parent's too
        way = kinds.WAYS["partnerships"]

        def write(*args: Any) -> None:
            way.write(*args)
            os.write(writing, b"written")
            time.sleep(60)

        kinds.WAYS["partnerships"] = replace(way, write=write)
        tasks.apply_import(str(job.pk))
        os._exit(int(inherited is None))
    assert os.read(reading, 7) == b"written"
    os.kill(child, signal.SIGKILL)
    return os.waitpid(child, 0)[1]


@pytest.mark.long
def test_a_worker_that_is_killed_while_writing_leaves_nothing_and_the_next_one_does_it_all(
    transactional_db: None, upload_now: Callable[[World, str], FileImport]
) -> None:
    brought = upload_now(build_world(), many())
    tasks.check_import(str(Job.objects.get().pk))
    brought.refresh_from_db()
    ask_to_apply(file_import=brought, seen=brought.fingerprint, by=brought.made_by, at=timezone.now())
    job = Job.objects.exclude(kind=previews.CHECK).get()

    assert dying(job) == signal.SIGKILL

    assert there() == 0

    def applied() -> bool:
        tasks.apply_import(str(job.pk))  # as the sweep would ring, until the dead worker's lock is gone
        return FileImport.objects.get(pk=brought.pk).state == "applied"

    eventually(applied)
    assert there() == ROWS
    job.refresh_from_db()
    assert (job.state, job.starts) == ("done", 2)


def test_an_import_that_is_cancelled_while_it_is_written_leaves_nothing(
    transactional_db: None, upload_now: Callable[[World, str], FileImport]
) -> None:
    brought = upload_now(build_world(), many())
    tasks.check_import(str(Job.objects.get().pk))
    brought.refresh_from_db()
    ask_to_apply(file_import=brought, seen=brought.fingerprint, by=brought.made_by, at=timezone.now())
    job = Job.objects.exclude(kind=previews.CHECK).get()
    Job.objects.filter(pk=job.pk).update(cancel_asked=True)

    tasks.apply_import(str(job.pk))

    job.refresh_from_db()
    brought.refresh_from_db()
    assert (job.state, brought.state, there()) == ("cancelled", "ready", 0)


def test_a_file_is_gone_from_the_disk_once_it_is_imported(ready: FileImport, media: Path) -> None:
    assert [each for each in media.rglob("*") if each.is_file()] != []
    apply_import(file_import=ready, seen=ready.fingerprint, by=ready.made_by, at=timezone.now())
    assert [each for each in media.rglob("*") if each.is_file()] == []
