"""Documents that are zip files: Word, Excel, PowerPoint and OpenDocument text, without anything that runs."""

from typing import IO
from zipfile import ZipFile

from kit.files.errors import Code, UploadRefused
from kit.files.rules.archives import ArchiveLimits, open_archive, unpack_all
from kit.files.rules.kinds import NATURES, Kind

MAIN_PARTS = {"word/document.xml": Kind.DOCX, "xl/workbook.xml": Kind.XLSX, "ppt/presentation.xml": Kind.PPTX}
CONTENT_TYPES = "[Content_Types].xml"
DECLARATION = 1_000_000
RUNS = ("vbaproject.bin", "vbadata.xml")
RUNS_IN = ("/activex/", "xl/macrosheets/", "/scripts/", "/basic/")
LIMITS = ArchiveLimits()


def kind_of_archive(file: IO[bytes]) -> Kind:
    """Which document the archive is; raises UploadRefused for other archives and for those past the limits."""
    with open_archive(file, LIMITS) as archive:
        names = set(archive.namelist())
        found = [kind for part, kind in MAIN_PARTS.items() if part in names and CONTENT_TYPES in names]
        if (
            "mimetype" in names
            and _start(archive, "mimetype").decode("ascii", "replace") == NATURES[Kind.ODT].media_type
        ):
            found.append(Kind.ODT)
    if len(found) > 1:
        raise UploadRefused(Code.TWO_KINDS)
    if not found:
        raise UploadRefused(Code.KIND_UNKNOWN, found="ZIP")
    return found[0]


def check_office(file: IO[bytes]) -> None:
    """Refuse macros and controls, and parts that are not as they say; raises UploadRefused."""
    with open_archive(file, LIMITS) as archive:
        names = [f"/{name.lower()}" for name in archive.namelist()]
        runs = any(name.endswith(RUNS) or any(place in name for place in RUNS_IN) for name in names)
        if runs or b"macroenabled" in _start(archive, CONTENT_TYPES).lower():
            raise UploadRefused(Code.MACROS)
        unpack_all(archive)


def _start(archive: ZipFile, name: str) -> bytes:
    """The first million bytes of a part, nothing when it is not there."""
    if name not in archive.namelist():
        return b""
    try:
        with archive.open(name) as part:
            return part.read(DECLARATION)
    except Exception as error:  # a damaged entry can raise almost anything from the decompressors
        raise UploadRefused(Code.DAMAGED) from error
