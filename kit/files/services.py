"""Keep, scan again and remove files. The calling room asks its permission first and writes the audit row."""

import hashlib
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from shutil import copyfileobj
from tempfile import NamedTemporaryFile
from typing import IO, Any

from django.conf import settings
from django.core.files import File
from django.core.files.storage import default_storage
from django.db import transaction

from kit.files.checks import Checked, check_upload
from kit.files.errors import Code, ScanRefused
from kit.files.models import Upload
from kit.files.rules.kinds import Kind
from kit.files.scanning import scan_file
from kit.files.selectors import known_names

FOLDER = "uploads"


def store_upload(*, file: Any, by: Any, allowed: frozenset[Kind], at: datetime, limit: int | None = None) -> Upload:
    """Check the file, write it under a random name, then its row; `limit` in bytes. Raises UploadRefused, or
    ScanRefused, and has then kept nothing. A crash between file and row leaves a file that nobody can reach."""
    most = settings.UPLOAD_LIMIT if limit is None else limit
    checked = check_upload(file, name=str(file.name), allowed=allowed, limit=most)
    with _on_disk(checked.content) as prepared:
        scan = scan_file(prepared.name)
        if scan == Upload.Scan.INFECTED:
            raise ScanRefused(Code.INFECTED, name=checked.name)
        return _keep(checked, prepared, scan, by, at)


def _keep(checked: Checked, prepared: IO[bytes], scan: Upload.Scan, by: Any, at: datetime) -> Upload:
    prepared.seek(0)
    checksum = hashlib.file_digest(prepared, "sha256").hexdigest()  # type: ignore[arg-type]
    size = prepared.tell()
    prepared.seek(0)
    stored_name = default_storage.save(random_name(), File(prepared))
    try:
        with transaction.atomic():
            return Upload.objects.create(
                name=checked.name,
                kind=checked.kind,
                stored_name=stored_name,
                size=size,
                sha256=checksum,
                uploaded_by=by,
                uploaded_at=at,
                scan=scan,
            )
    except Exception:
        default_storage.delete(stored_name)
        raise


def random_name() -> str:
    """A name of 128 random bits, in one of 256 folders."""
    token = secrets.token_hex(16)
    return f"{FOLDER}/{token[:2]}/{token}"


@contextmanager
def _on_disk(content: IO[bytes]) -> Iterator[Any]:
    """The content in a file with a path, for the scanner."""
    content.seek(0)
    with NamedTemporaryFile(prefix="upload-") as copy:
        copyfileobj(content, copy)
        copy.flush()
        yield copy


def scan_again(*, upload: Upload) -> Upload:
    """Ask the scanner once more, as for a file left unknown; an infected file is removed, its row tells of it."""
    try:
        with default_storage.open(upload.stored_name) as stored, _on_disk(stored) as copy:
            upload.scan = scan_file(copy.name)
    except FileNotFoundError:
        upload.scan = Upload.Scan.UNKNOWN
    upload.save(update_fields=["scan"])
    if upload.scan == Upload.Scan.INFECTED:
        _delete_on_commit(upload.stored_name)
    return upload


def discard_upload(*, upload: Upload) -> None:
    """Remove the row, and the file once that is certain."""
    stored_name = upload.stored_name
    upload.delete()
    _delete_on_commit(stored_name)


def _delete_on_commit(stored_name: str) -> None:
    transaction.on_commit(lambda: default_storage.delete(stored_name))


def remove_orphans(*, older_than: timedelta, at: datetime, dry_run: bool = False) -> list[str]:
    """Remove files that have no row and are older than a request can last; returns their stored names."""
    orphans = [name for name in _stored_before(at - older_than) if name not in known_names([name])]
    for name in orphans if not dry_run else []:
        default_storage.delete(name)
    return orphans


def _stored_before(moment: datetime) -> Iterator[str]:
    folders = default_storage.listdir(FOLDER)[0] if default_storage.exists(FOLDER) else []
    for folder in sorted(folders):
        for name in sorted(default_storage.listdir(f"{FOLDER}/{folder}")[1]):
            stored_name = f"{FOLDER}/{folder}/{name}"
            if default_storage.get_modified_time(stored_name) < moment:
                yield stored_name
