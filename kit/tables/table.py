"""The shapes of a table that was read: the same for text and for workbooks."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from kit.files.rules.archives import ArchiveLimits
from kit.tables.errors import Problem


class Kind(StrEnum):
    """What the file is, told by its content."""

    CSV = "csv"
    XLSX = "xlsx"


@dataclass(frozen=True)
class Limits:
    """Bytes of the file, rows under the headings, columns, and characters in a cell."""

    size: int = 10 * 1024 * 1024
    rows: int = 100_000
    columns: int = 100
    cell: int = 32_767
    archive: ArchiveLimits = field(default_factory=ArchiveLimits)


@dataclass(frozen=True)
class Facts:
    """What reading found out: `encoding` and `separator` of text, `sheet` and `other_sheets` of a workbook."""

    kind: Kind
    encoding: str = ""
    separator: str = ""
    sheet: str = ""
    other_sheets: tuple[str, ...] = ()


@dataclass(frozen=True)
class Row:
    """One row: `line` is where it starts in the file, `cells` has exactly one text for each heading."""

    line: int
    cells: tuple[str, ...]
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True)
class OpenTable:
    """A table while it is being read: `rows` can be gone through once. Blank ones are left out; line numbers still
    count them.
    """

    facts: Facts
    headers: tuple[str, ...]
    header_line: int
    rows: Iterable[Row]
