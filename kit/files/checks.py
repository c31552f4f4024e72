"""Everything that is asked of a file before it is kept; the form asks it first, the service again."""

from dataclasses import dataclass
from io import SEEK_END
from typing import IO

from kit.files.errors import Code, UploadRefused
from kit.files.pdfs import check_pdf
from kit.files.rules.content import kind_of
from kit.files.rules.images import clean_image
from kit.files.rules.kinds import IMAGES, Kind, endings
from kit.files.rules.names import check_name, clean_name
from kit.files.rules.office import check_office

OFFICE = frozenset({Kind.DOCX, Kind.XLSX, Kind.PPTX, Kind.ODT})


@dataclass(frozen=True)
class Checked:
    """A file that may be kept: its kind, its name cleaned, and the bytes to keep, pictures written anew."""

    kind: Kind
    name: str
    content: IO[bytes]


def check_upload(file: IO[bytes], *, name: str, allowed: frozenset[Kind], limit: int) -> Checked:
    """`limit` in bytes; raises UploadRefused with the file's cleaned name among its facts."""
    plain = clean_name(name)
    try:
        return _check(file, plain, allowed, limit)
    except UploadRefused as refused:
        raise refused.of(plain, refused.facts.allowed or endings(allowed)) from refused.__cause__


def _check(file: IO[bytes], name: str, allowed: frozenset[Kind], limit: int) -> Checked:
    size = file.seek(0, SEEK_END) or file.tell()
    if size > limit:
        raise UploadRefused(Code.TOO_LARGE, limit=limit)
    kind = kind_of(file, name)
    if kind not in allowed:
        raise UploadRefused(Code.KIND_NOT_ALLOWED, found=kind)
    content = _inspected(file, kind)
    check_name(name, kind)
    content.seek(0)
    return Checked(kind, name, content)


def _inspected(file: IO[bytes], kind: Kind) -> IO[bytes]:
    if kind in IMAGES:
        return clean_image(file, kind)
    if kind in OFFICE:
        check_office(file)
    if kind is Kind.PDF:
        check_pdf(file)
    return file
