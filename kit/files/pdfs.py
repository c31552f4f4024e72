"""PDFs looked into by a process with limits of its own: `pdf_inspector`."""

import subprocess
import sys
from io import SEEK_END
from pathlib import Path
from shutil import copyfileobj
from tempfile import NamedTemporaryFile
from typing import IO
from zipfile import is_zipfile

from kit.files.errors import Code, UploadRefused

INSPECTOR = Path(__file__).with_name("pdf_inspector.py")  # not imported: only its own process needs what it loads
TAIL = 2_048
AFTER_THE_END = 1_024
SECONDS = 30


def check_pdf(file: IO[bytes]) -> None:
    """Refuse what runs, is locked or broken, or is another kind of file as well; raises UploadRefused."""
    _refuse_two_kinds(file)
    with NamedTemporaryFile(suffix=".pdf") as copy:
        file.seek(0)
        copyfileobj(file, copy)
        copy.flush()
        found = _verdict(copy.name)
    if found != "fine":
        raise UploadRefused(Code(found) if found in set(Code) else Code.DAMAGED)


def _refuse_two_kinds(file: IO[bytes]) -> None:
    """The end of a PDF is its end: nothing of length may follow it, least of all an archive."""
    size = file.seek(0, SEEK_END) or file.tell()
    file.seek(max(0, size - TAIL))
    tail = file.read()
    after = len(tail) - tail.rfind(b"%%EOF")
    if is_zipfile(file) or (b"%%EOF" in tail and after > AFTER_THE_END):
        raise UploadRefused(Code.TWO_KINDS)


def _verdict(path: str) -> str:
    """One word; nothing when the inspector died or took too long."""
    command = [sys.executable, "-I", str(INSPECTOR), path]
    try:
        answer = subprocess.run(command, capture_output=True, text=True, timeout=SECONDS, check=False)
    except subprocess.TimeoutExpired:
        return ""
    return answer.stdout.strip()
