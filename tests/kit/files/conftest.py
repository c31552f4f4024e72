"""Each test has an upload folder of its own and nobody's scanner."""

import stat
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test.utils import override_settings

from kit.files.models import Upload
from kit.files.rules.kinds import Kind
from kit.files.services import store_upload
from tests.factories import PersonFactory

AT = datetime(2027, 3, 27, 14, 30, tzinfo=UTC)


@pytest.fixture(autouse=True)
def media(tmp_path: Path) -> Iterator[Path]:
    folder = tmp_path / "media"
    with override_settings(MEDIA_ROOT=folder, SCAN_COMMAND=""):
        yield folder


@pytest.fixture
def stored(media: Path) -> Callable[[], list[Path]]:
    """Every file in the upload folder."""
    return lambda: sorted(path for path in media.rglob("*") if path.is_file())


@pytest.fixture
def store(db: None) -> Callable[..., Upload]:
    """Keep a file as somebody; what is not told is a plain note."""

    def keep(content: bytes = b"a note\n", name: str = "note.txt", **more: Any) -> Upload:
        facts: dict[str, Any] = {"by": PersonFactory(), "allowed": frozenset(Kind), "at": AT, **more}
        return store_upload(file=SimpleUploadedFile(name, content), **facts)

    return keep


@pytest.fixture
def scanner(tmp_path: Path) -> Iterator[Callable[[str], None]]:
    """Set up a scanner that is a line of Python; `path` is the file it is given."""
    script = tmp_path / "a scanner.py"
    script.touch(mode=stat.S_IRWXU)
    with override_settings(SCAN_COMMAND=f"{sys.executable} '{script}' --fast", SCAN_SECONDS=120):
        yield lambda line: (script.write_text(f"import sys\npath = sys.argv[2]\n{line}\n"), None)[1]
