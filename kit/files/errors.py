"""Refusals of an upload as codes with their facts; the sentences are in `templates/files/problem.html`."""

from dataclasses import dataclass
from enum import StrEnum


class Code(StrEnum):
    """What is wrong with a file that somebody gave."""

    EMPTY = "empty"
    TOO_LARGE = "too_large"
    KIND_UNKNOWN = "kind_unknown"
    KIND_NOT_ALLOWED = "kind_not_allowed"
    WEB_PAGE = "web_page"
    OLD_OFFICE = "old_office"
    NAME_DIFFERS = "name_differs"
    NAME_DOUBLE = "name_double"
    TWO_KINDS = "two_kinds"
    DAMAGED = "damaged"
    ENCRYPTED = "encrypted"
    MACROS = "macros"
    ACTIVE_PDF = "active_pdf"
    NESTED_ARCHIVE = "nested_archive"
    UNPACKS_TOO_LARGE = "unpacks_too_large"
    TOO_MANY_PIXELS = "too_many_pixels"
    MOVING_IMAGE = "moving_image"
    INFECTED = "infected"


@dataclass(frozen=True)
class Facts:
    """`name` cleaned for showing, `found` what it is, `allowed` file name endings, `limit` bytes or pixels."""

    name: str = ""
    found: str = ""
    allowed: tuple[str, ...] = ()
    limit: int = 0


class UploadRefused(Exception):  # noqa: N818 (a refusal is an answer, not a fault of the portal)
    """Nothing was stored; `code` and `facts` say why."""

    def __init__(self, code: Code, *, name: str = "", found: str = "", allowed: tuple[str, ...] = (), limit: int = 0):
        super().__init__(code.value)
        self.code = code
        self.facts = Facts(name, found, allowed, limit)

    def of(self, name: str, allowed: tuple[str, ...]) -> "UploadRefused":
        """The same refusal, naming the file and what would be taken."""
        return type(self)(self.code, name=name, found=self.facts.found, allowed=allowed, limit=self.facts.limit)


class ScanRefused(UploadRefused):
    """The virus scanner says that the file is infected."""


class NotServed(Exception):  # noqa: N818
    """The file must not leave: not scanned for certain, infected, or gone from the disk. `reason` is a code."""

    def __init__(self, reason: str):
        super().__init__(reason)
        self.reason = reason
