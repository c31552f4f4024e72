"""Files for the tests of tables, made in memory."""

from dataclasses import dataclass
from io import BytesIO
from typing import IO, Any
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl import Workbook

from kit.tables.errors import Problem, TableRefused
from kit.tables.reading import open_table
from kit.tables.table import Limits, OpenTable, Row

NAMESPACE = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'


@dataclass(frozen=True)
class Table(OpenTable):
    """One that was read to its end."""

    rows: tuple[Row, ...]

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Everything wrong with the rows' shape, in the order of the file."""
        return tuple(problem for row in self.rows for problem in row.problems)


def read_table(file: IO[bytes], **limits: Any) -> Table:
    table = open_table(file, limits=Limits(**limits))
    return Table(table.facts, table.headers, table.header_line, tuple(table.rows))


def text_table(text: str, encoding: str = "utf-8", **limits: Any) -> Table:
    return read_table(BytesIO(text.encode(encoding)), **limits)


def texts(table: Table) -> list[list[str]]:
    return [list(table.headers), *(list(row.cells) for row in table.rows)]


def workbook(*rows: list[Any], **sheets: list[list[Any]]) -> BytesIO:
    """A workbook whose first sheet holds `rows`; further sheets by name."""
    book = Workbook()
    for row in rows:
        book.active.append(row)
    for name, content in sheets.items():
        sheet = book.create_sheet(name)
        for row in content:
            sheet.append(row)
    return saved(book)


def saved(book: Workbook) -> BytesIO:
    file = BytesIO()
    book.save(file)
    return file


def with_part(file: BytesIO, name: str, content: bytes) -> BytesIO:
    """The same archive with one part put in or exchanged."""
    made = BytesIO()
    with ZipFile(file) as source, ZipFile(made, "w", ZIP_DEFLATED) as target:
        for entry in source.namelist():
            if entry != name:
                target.writestr(entry, source.read(entry))
        target.writestr(name, content)
    return made


def with_sheet(rows: str, before: str = "", dimension: str = "") -> BytesIO:
    """A workbook whose sheet's XML is written by hand."""
    inside = f"{dimension}<sheetData>{rows}</sheetData>"
    content = f'<?xml version="1.0"?>{before}<worksheet {NAMESPACE}>{inside}</worksheet>'
    return with_part(workbook(["a"]), "xl/worksheets/sheet1.xml", content.encode())


def refusal(file: BytesIO, **limits: Any) -> Problem:
    """What the file is refused for; a file that is read after all fails the test."""
    try:
        read_table(file, **limits)
    except TableRefused as refused:
        return refused.problem
    raise AssertionError("the table was read")
