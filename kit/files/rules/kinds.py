"""The kinds of file that the portal takes, and which use takes which."""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """Told by a file's content; the value is the ending that its name should have."""

    PDF = "pdf"
    DOCX = "docx"
    XLSX = "xlsx"
    PPTX = "pptx"
    ODT = "odt"
    CSV = "csv"
    TXT = "txt"
    JSON = "json"
    PNG = "png"
    JPEG = "jpg"
    WEBP = "webp"


@dataclass(frozen=True)
class Nature:
    """The media type a kind is served as, and the endings its names may have, the usual one first."""

    media_type: str
    endings: tuple[str, ...]


OFFICE = "application/vnd.openxmlformats-officedocument"
NATURES = {
    Kind.PDF: Nature("application/pdf", ("pdf",)),
    Kind.DOCX: Nature(f"{OFFICE}.wordprocessingml.document", ("docx",)),
    Kind.XLSX: Nature(f"{OFFICE}.spreadsheetml.sheet", ("xlsx",)),
    Kind.PPTX: Nature(f"{OFFICE}.presentationml.presentation", ("pptx",)),
    Kind.ODT: Nature("application/vnd.oasis.opendocument.text", ("odt",)),
    Kind.CSV: Nature("text/csv", ("csv",)),
    Kind.TXT: Nature("text/plain", ("txt",)),
    Kind.JSON: Nature("application/json", ("json", "hexjson")),
    Kind.PNG: Nature("image/png", ("png",)),
    Kind.JPEG: Nature("image/jpeg", ("jpg", "jpeg", "jfif")),
    Kind.WEBP: Nature("image/webp", ("webp",)),
}

IMAGES = frozenset({Kind.PNG, Kind.JPEG, Kind.WEBP})
DATA = frozenset({Kind.JSON})  # for imports alone
DOCUMENTS = frozenset(Kind) - IMAGES - DATA
TABLES = frozenset({Kind.CSV, Kind.XLSX})


def endings(kinds: frozenset[Kind]) -> tuple[str, ...]:
    """Every ending of these kinds, in the order of `Kind`."""
    return tuple(ending for kind in Kind if kind in kinds for ending in NATURES[kind].endings)
