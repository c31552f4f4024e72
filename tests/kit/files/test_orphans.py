"""Files without a row are found and removed; files with one, and young ones, are left alone."""

import os
from collections.abc import Callable
from datetime import timedelta
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.utils import timezone

from kit.files.models import Upload
from kit.files.services import discard_upload, random_name, remove_orphans

Store = Callable[..., Upload]
DAY = timedelta(days=1)


def orphan(media: Path, *, age: timedelta) -> str:
    """What a crash leaves: a file, no row."""
    name = random_name()
    file = media / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(b"lost")
    moment = (timezone.now() - age).timestamp()
    os.utime(file, (moment, moment))
    return name


def test_an_old_file_without_a_row_is_removed_and_nothing_else(store: Store, media: Path) -> None:
    kept = store()
    os.utime(media / kept.stored_name, (0, 0))
    old, young = orphan(media, age=2 * DAY), orphan(media, age=timedelta(hours=1))
    (media / "editions").mkdir()
    (media / "editions" / "report.pdf").touch()
    assert remove_orphans(older_than=DAY, at=timezone.now()) == [old]
    assert [(media / name).exists() for name in (old, young, kept.stored_name, "editions/report.pdf")] == [
        False,
        True,
        True,
        True,
    ]


def test_an_infected_file_that_a_crash_left_is_removed_although_its_row_stays(store: Store, media: Path) -> None:
    upload = store()
    Upload.objects.update(scan=Upload.Scan.INFECTED)
    os.utime(media / upload.stored_name, (0, 0))
    assert remove_orphans(older_than=DAY, at=timezone.now()) == [upload.stored_name]
    assert Upload.objects.count() == 1


@pytest.mark.django_db
def test_a_dry_run_says_the_same_and_removes_nothing(media: Path) -> None:
    name = orphan(media, age=2 * DAY)
    out = StringIO()
    call_command("remove_orphans", "--dry-run", stdout=out)
    assert out.getvalue() == f"{name}\n1 file would be removed\n"
    assert (media / name).exists()
    call_command("remove_orphans", stdout=out)
    assert out.getvalue().endswith("1 file removed\n")
    assert not (media / name).exists()


@pytest.mark.django_db
def test_a_portal_without_uploads_has_no_orphans() -> None:
    assert remove_orphans(older_than=DAY, at=timezone.now()) == []


@pytest.mark.django_db(transaction=True)
def test_a_file_goes_with_its_row(store: Store, stored: Callable[[], list[Path]]) -> None:
    discard_upload(upload=store())
    assert (Upload.objects.count(), stored()) == (0, [])
