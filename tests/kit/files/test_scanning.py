"""The operator's scanner: clean is kept and served, infected is not kept, no answer is kept and not served."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.test.utils import override_settings

from kit.files.errors import NotServed, ScanRefused
from kit.files.models import Upload
from kit.files.services import scan_again
from kit.files.serving import serve_upload

Store = Callable[..., Upload]
Scanner = Callable[[str], None]
Stored = Callable[[], list[Path]]


def test_a_clean_file_is_kept_and_served(store: Store, scanner: Scanner) -> None:
    scanner("sys.exit(0)")
    upload = store()
    assert upload.scan == Upload.Scan.CLEAN
    response = serve_upload(upload)
    assert response.getvalue() == b"a note\n"
    response.close()


def test_the_scanner_is_given_the_bytes_that_will_be_kept(store: Store, scanner: Scanner) -> None:
    scanner("sys.exit(open(path, 'rb').read() == b'EICAR')")
    assert store(b"harmless").scan == Upload.Scan.CLEAN
    with pytest.raises(ScanRefused):
        store(b"EICAR")


@pytest.mark.django_db
def test_an_infected_file_is_refused_by_name_and_nothing_is_kept(
    store: Store, scanner: Scanner, stored: Stored
) -> None:
    scanner("sys.exit(1)")
    with pytest.raises(ScanRefused) as refused:
        store()
    assert refused.value.facts.name == "note.txt"
    assert (Upload.objects.count(), stored()) == (0, [])


@pytest.mark.parametrize("line", ["sys.exit(2)", "sys.exit(255)", "import os; os.kill(os.getpid(), 9)"])
def test_a_scanner_without_an_answer_leaves_the_file_kept_and_not_served(
    line: str, store: Store, scanner: Scanner
) -> None:
    scanner(line)
    upload = store()
    assert upload.scan == Upload.Scan.UNKNOWN
    with pytest.raises(NotServed, match="unknown"):
        serve_upload(upload)


def test_a_scanner_that_hangs_or_is_not_there_gives_no_answer(store: Store, scanner: Scanner) -> None:
    scanner("import time; time.sleep(60)")
    with override_settings(SCAN_SECONDS=0.2):
        assert store().scan == Upload.Scan.UNKNOWN
    with override_settings(SCAN_COMMAND="/no/such/scanner"):
        assert store().scan == Upload.Scan.UNKNOWN


def test_scanning_again_frees_a_clean_file(store: Store, scanner: Scanner) -> None:
    scanner("sys.exit(2)")
    upload = store()
    scanner("sys.exit(0)")
    call_command("scan_uploads", stdout=None)
    upload.refresh_from_db()
    assert upload.scan == Upload.Scan.CLEAN


def test_scanning_again_removes_an_infected_file_and_its_row_tells_of_it(
    store: Store, scanner: Scanner, stored: Stored, django_capture_on_commit_callbacks: Callable[..., object]
) -> None:
    upload = store()
    scanner("sys.exit(1)")
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[attr-defined]
        scan_again(upload=upload)
    upload.refresh_from_db()
    assert (upload.scan, stored()) == (Upload.Scan.INFECTED, [])
    with pytest.raises(NotServed, match="infected"):
        serve_upload(upload)


def test_the_command_fails_while_files_are_left_without_an_answer(store: Store, scanner: Scanner, media: Path) -> None:
    scanner("sys.exit(2)")
    upload = store()
    scanner("sys.exit(0)")
    (media / upload.stored_name).unlink()
    with pytest.raises(CommandError, match="no answer"):
        call_command("scan_uploads", stdout=None)


@pytest.mark.django_db
def test_the_command_needs_a_scanner() -> None:
    with pytest.raises(CommandError, match="PORTAL_SCAN_COMMAND"):
        call_command("scan_uploads")
