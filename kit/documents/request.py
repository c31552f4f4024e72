"""What the portal hands to the process that makes a document, and the limits it works under. No Django here."""

from dataclasses import dataclass, field

MEGABYTE = 1024 * 1024


@dataclass(frozen=True)
class Limits:
    """Wall-clock seconds; bytes of HTML, of memory beyond the process's own start, and of PDF; calls within calls."""

    seconds: float = 90
    memory: int = 1024 * MEGABYTE
    html: int = 8 * MEGABYTE
    pdf: int = 64 * MEGABYTE
    nesting: int = 2000


@dataclass(frozen=True)
class Shelf:
    """Where the portal's own static files are: their address, and the folders with the prefix each is found under."""

    base_address: str
    static_address: str
    folders: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Request:
    """One document to make; `at` is the ISO 8601 time written into it, so that one request has one result."""

    html: str
    title: str
    author: str
    at: str
    shelf: Shelf
    scratch: str
    limits: Limits = field(default_factory=Limits)
