"""Workbooks: the first sheet that can be seen, every cell as the text that a person would type for it."""

import re
from collections.abc import Iterator
from datetime import date, datetime, time
from decimal import Decimal
from typing import IO, Any
from zipfile import ZipFile

from openpyxl import load_workbook

from kit.files import errors as files
from kit.files.rules.archives import open_archive
from kit.tables.errors import Code, TableRefused
from kit.tables.table import Facts, Kind, Limits

LAST_LINE = 1_048_576
ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")
ZEROS = re.compile("0{2,15}")
ARCHIVE_CODES = {
    files.Code.UNPACKS_TOO_LARGE: Code.UNPACKS_TOO_LARGE,
    files.Code.ENCRYPTED: Code.ENCRYPTED,
}


class XlsxSource:
    """Rows of the first visible sheet as texts; rows of a workbook are never ragged, they end where cells end."""

    ragged_at_all = False

    def __init__(self, file: IO[bytes], limits: Limits):
        self.limits = limits
        archive = _archive(file, limits)
        names = archive.namelist()
        if "[Content_Types].xml" not in names or not any(name.startswith("xl/worksheets/") for name in names):
            raise TableRefused(Code.NOT_A_WORKBOOK)
        try:
            self.workbook = load_workbook(file, read_only=True, data_only=False, keep_links=False)
        except Exception as error:  # a workbook made to be broken can raise almost anything from openpyxl
            raise TableRefused(Code.DAMAGED) from error
        visible = [sheet for sheet in self.workbook.worksheets if sheet.sheet_state == "visible"]
        if not visible:
            raise TableRefused(Code.NO_SHEET)
        self.sheet = visible[0]
        others = tuple(name for name in self.workbook.sheetnames if name != self.sheet.title)
        self.facts = Facts(Kind.XLSX, sheet=self.sheet.title, other_sheets=others)

    def __iter__(self) -> Iterator[tuple[int, list[str]]]:
        self.sheet.reset_dimensions()  # what a sheet says of its own size is not to be believed
        try:
            for line, cells in enumerate(self.sheet.iter_rows(), start=1):
                if line > LAST_LINE:
                    raise TableRefused(Code.TOO_MANY_ROWS, line=line, wanted=[self.limits.rows])
                yield line, [cell_text(cell) for cell in cells]
        except (TableRefused, GeneratorExit):
            raise
        except Exception as error:  # as above: rows are parsed while they are read
            raise TableRefused(Code.DAMAGED) from error


def _archive(file: IO[bytes], limits: Limits) -> ZipFile:
    try:
        return open_archive(file, limits.archive)
    except files.UploadRefused as refused:
        raise TableRefused(ARCHIVE_CODES.get(refused.code, Code.DAMAGED)) from refused


def cell_text(cell: Any) -> str:
    """One cell as text: dates as ISO 8601, numbers without float noise, formulas as they are written."""
    value = cell.value
    match value:
        case None:
            return ""
        case str():
            return ESCAPED.sub(lambda found: chr(int(found[1], 16)), value)
        case bool():
            return "TRUE" if value else "FALSE"
        case int() | float():
            return number_text(value, cell.number_format)
        case datetime():
            return (value.date() if value.time() == time() else value).isoformat()
        case date() | time():
            return value.isoformat()
    return str(getattr(value, "text", value))


def number_text(value: float, number_format: str = "General") -> str:
    """Fifteen significant digits, as spreadsheets show; `00042` when the cell's format pads with zeros."""
    text = format(Decimal(format(value, ".15g")), "f")
    return text.zfill(len(number_format)) if ZEROS.fullmatch(number_format) and text.isdecimal() else text
