"""Tables as workbooks: headings bold and frozen, text as text, dates as dates; the same rows give the same bytes."""

import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from itertools import chain, islice
from shutil import copyfileobj
from typing import IO, Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from django.utils.translation import gettext
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.writer.excel import ExcelWriter

from kit.tables.columns import plain
from kit.tables.formulas import is_dangerous

LONGEST = 32_767  # what Excel can hold in a cell, in UTF-16 units
EXACT = 10**15
FIRST_DAY = "1900-03-01"  # before it, Excel counts a day that never was
NARROWEST, WIDEST = 8, 60
SAMPLE = 200
MADE = datetime(2000, 1, 1)
NOT_IN_XML = re.compile(r"[\x00-\x08\x0b-\x1f\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")
HALF_ESCAPED = re.compile("(?<!_x....)_x?[0-9A-F]{0,4}$")
SURROGATE = re.compile("[\ud800-\udfff]")
NOT_IN_TITLES = re.compile(r"[\\/*?:\[\]\x00-\x1f]")
FORMATS = {datetime: "yyyy-mm-dd hh:mm", date: "yyyy-mm-dd", time: "hh:mm", Decimal: "#,##0.00"}


class StillZip(ZipFile):
    """A zip file in which no clock is seen."""

    def writestr(self, zinfo_or_arcname: Any, data: Any, *args: Any, **options: Any) -> None:
        super().writestr(self._still(zinfo_or_arcname), data)

    def write(self, filename: Any, arcname: Any = None, *args: Any, **options: Any) -> None:
        with open(filename, "rb") as source, self.open(self._still(arcname), "w") as target:
            copyfileobj(source, target)

    @staticmethod
    def _still(name: str) -> ZipInfo:
        entry = ZipInfo(name.lstrip("/"), (1980, 1, 1, 0, 0, 0))
        entry.compress_type = ZIP_DEFLATED
        return entry


def write_xlsx(file: IO[bytes], headers: Sequence[str], rows: Iterable[Sequence[Any]], *, title: str = "") -> None:
    """Write one sheet to `file`; `title` names it. Rows are taken one by one, memory does not grow with them."""
    book = Workbook(write_only=True)
    book.properties.created = book.properties.modified = MADE
    sheet = book.create_sheet(NOT_IN_TITLES.sub(" ", title)[:31].strip(" '") or gettext("Table"))
    coming = iter(rows)
    first = list(islice(coming, SAMPLE))
    for number, width in enumerate(_widths(headers, first), start=1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    sheet.freeze_panes = "A2"
    sheet.append([_heading(sheet, header) for header in headers])
    for row in chain(first, coming):
        sheet.append([_cell(sheet, value) for value in row])
    with StillZip(file, "w", ZIP_DEFLATED) as archive:
        ExcelWriter(book, archive).save()


def _widths(headers: Sequence[str], rows: list[Sequence[Any]]) -> list[int]:
    """In characters: the longest line of the first rows, within reason."""
    columns = [[header, *(row[at] for row in rows if at < len(row))] for at, header in enumerate(headers)]
    return [min(WIDEST, max(NARROWEST, 2 + max(_line_length(value) for value in column))) for column in columns]


def _line_length(value: object) -> int:
    return max((len(line) for line in str(plain(value))[:1_000].splitlines()), default=0)


def _heading(sheet: Any, text: str) -> Any:
    heading = _text(sheet, str(text))
    heading.font = Font(bold=True)
    return heading


def _cell(sheet: Any, value: object) -> Any:
    ready: Any = plain(value)
    if ready == "":
        return None
    if text := _only_as_text(ready):
        return _text(sheet, text)
    cell = WriteOnlyCell(sheet, ready)
    if type(ready) in FORMATS:
        cell.number_format = FORMATS[type(ready)]
    return cell


def _only_as_text(value: Any) -> str:
    """Texts, and what Excel would spoil: numbers past its 15 digits, days before its calendar begins."""
    if isinstance(value, str):
        return value
    if isinstance(value, int | float | Decimal):
        return "" if -EXACT < value < EXACT else format(Decimal(value), "f")
    if isinstance(value, date):
        return "" if value.isoformat() >= FIRST_DAY else value.isoformat()
    return ""


def _text(sheet: Any, text: str) -> Any:
    cell = WriteOnlyCell(sheet)
    cell.value = _holdable(text)
    cell.data_type = "s"  # whatever it looks like: never a formula, an error or a number
    cell.number_format = "@"
    cell.quotePrefix = is_dangerous(text)
    return cell


def _holdable(text: str) -> str:
    """What XML cannot hold is written as Excel writes it, `_x000D_`; a text past Excel's limit is cut and says so."""
    held = _escaped(SURROGATE.sub("\ufffd", text))
    if _length(held) <= LONGEST:
        return held
    mark = "… " + gettext("[cut: too long for a spreadsheet]")
    fitting = held.encode("utf-16-le")[: 2 * (LONGEST - len(mark))].decode("utf-16-le", errors="ignore")
    return HALF_ESCAPED.sub("", fitting) + mark


def _escaped(text: str) -> str:
    return NOT_IN_XML.sub(lambda found: f"_x{ord(found[0]):04X}_", text)


def _length(text: str) -> int:
    """In UTF-16 units, as Excel counts."""
    return len(text.encode("utf-16-le")) // 2
