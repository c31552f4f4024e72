"""The door in: bytes of unknown kind to a table of texts. Nothing is evaluated or guessed from the file's name."""

import re
from collections.abc import Iterable, Iterator
from io import SEEK_END
from typing import IO

from kit.tables.csv_in import CsvSource
from kit.tables.errors import Code, Problem, TableRefused, problem
from kit.tables.table import Limits, OpenTable, Row
from kit.tables.xlsx_in import XlsxSource

ZIP = b"PK"
COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
PASSWORDED = "EncryptedPackage".encode("utf-16-le")
OTHERS = {
    b"%PDF": "PDF",
    b"\x89PNG": "PNG",
    b"\xff\xd8\xff": "JPEG",
    b"GIF8": "GIF",
    b"\x1f\x8b": "gzip",
    b"{\\rtf": "RTF",
}
WEB = re.compile(rb"\s*(?:\xef\xbb\xbf)?\s*<(?:!doctype|html|\?xml|table|svg|script|!--)", re.IGNORECASE)
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
HEAD = 4_096
DEFAULT = Limits()


def open_table(file: IO[bytes], *, limits: Limits = DEFAULT) -> OpenTable:
    """The headings at once, the rows as they are asked for, in bounded memory; both may raise TableRefused."""
    source = _source(file, limits)
    lines = _lines_with_content(source)
    try:
        header_line, headings = next(lines)
    except StopIteration:
        raise TableRefused(Code.EMPTY, found=source.facts.sheet) from None
    headers = tuple(visible(heading) for heading in _without_empty_end(headings))
    if len(headers) > limits.columns:
        raise TableRefused(Code.TOO_MANY_COLUMNS, found=len(headers), wanted=[limits.columns])
    rows = _rows(lines, headers, limits, ragged_at_all=source.ragged_at_all)
    return OpenTable(source.facts, headers, header_line, rows)


def _source(file: IO[bytes], limits: Limits) -> CsvSource | XlsxSource:
    size = file.seek(0, SEEK_END) or file.tell()
    if size == 0:
        raise TableRefused(Code.EMPTY)
    if size > limits.size:
        raise TableRefused(Code.TOO_LARGE, found=size, wanted=[limits.size])
    file.seek(0)
    head = file.read(HEAD)
    _refuse_other_kinds(file, head)
    return XlsxSource(file, limits) if head.startswith(ZIP) else CsvSource(file, limits)


def _refuse_other_kinds(file: IO[bytes], head: bytes) -> None:
    if head.startswith(COMPOUND):
        file.seek(0)
        raise TableRefused(Code.ENCRYPTED if PASSWORDED in file.read() else Code.OLD_EXCEL)
    if WEB.match(head):
        raise TableRefused(Code.WEB_PAGE)
    for start, found in OTHERS.items():
        if head.startswith(start):
            raise TableRefused(Code.NOT_A_TABLE, found=found)


def _lines_with_content(lines: Iterable[tuple[int, list[str]]]) -> Iterator[tuple[int, list[str]]]:
    return ((line, cells) for line, cells in lines if any(cell.strip() for cell in cells))


def _without_empty_end(cells: list[str]) -> list[str]:
    width = len(cells)
    while width and not cells[width - 1].strip():
        width -= 1
    return cells[:width]


def _rows(
    lines: Iterator[tuple[int, list[str]]], headers: tuple[str, ...], limits: Limits, *, ragged_at_all: bool
) -> Iterator[Row]:
    for count, (line, cells) in enumerate(lines, start=1):
        if count > limits.rows:
            raise TableRefused(Code.TOO_MANY_ROWS, line=line, wanted=[limits.rows])
        yield _row(line, cells, headers, limits, ragged_at_all=ragged_at_all)


def _row(line: int, cells: list[str], headers: tuple[str, ...], limits: Limits, *, ragged_at_all: bool) -> Row:
    problems: list[Problem] = []
    width = len(headers)
    if len(cells) < width and ragged_at_all:
        problems.append(problem(Code.ROW_SHORT, line=line, found=len(cells), wanted=[width]))
    elif len(filled := _without_empty_end(cells)) > width:
        problems.append(problem(Code.ROW_LONG, line=line, found=len(filled), wanted=[width]))
    fitted = (cells + [""] * (width - len(cells)))[:width]
    for heading, cell in zip(headers, fitted, strict=True):
        if len(cell) > limits.cell:
            problems.append(problem(Code.CELL_TOO_LONG, line=line, column=heading, found=cell, wanted=[limits.cell]))
        if found := CONTROL.search(cell):
            code_point = f"U+{ord(found[0]):04X}"
            problems.append(problem(Code.CONTROL_CHARACTER, line=line, column=heading, found=code_point))
    return Row(line, tuple(fitted), tuple(problems))


def visible(heading: str) -> str:
    """A heading that a page and a table can hold: what cannot be seen becomes a space or a mark."""
    return "".join(
        each if each.isprintable() else " " if each.isspace() else "\N{REPLACEMENT CHARACTER}" for each in heading
    )
