"""What a list page hands out: exactly the rows it was given, under the columns of the page."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from enum import StrEnum
from tempfile import SpooledTemporaryFile

from django.http import FileResponse, HttpRequest, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.http import content_disposition_header

from kit.tables.columns import Column, headings, table_rows
from kit.tables.csv_out import write_csv
from kit.tables.xlsx_out import write_xlsx

IN_MEMORY = 2_000_000
NOT_IN_NAMES = re.compile(r'[<>:"/\\|?*]')


class Format(StrEnum):
    CSV = "csv"
    XLSX = "xlsx"


TYPES = {
    Format.CSV: "text/csv; charset=utf-8",
    Format.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def asked_format(request: HttpRequest) -> Format | None:
    """The format that `?format=` asks for; None means the page itself, also for a format that we do not have."""
    asked = request.GET.get("format", "")
    return Format(asked) if asked in set(Format) else None


def export_response(
    file_format: Format, *, filename: str, columns: Sequence[Column], items: Iterable[object]
) -> HttpResponseBase:
    """A download of `items`, row by row; `filename` comes without its ending and may hold anything."""
    rows = table_rows(columns, items)
    response: HttpResponseBase
    if file_format is Format.CSV:
        response = StreamingHttpResponse(write_csv(headings(columns), rows))
    else:
        file = SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 (the response closes it when it is sent)
        write_xlsx(file, headings(columns), rows, title=filename)
        file.seek(0)
        response = FileResponse(file)
    response["Content-Type"] = TYPES[file_format]
    response["Content-Disposition"] = content_disposition_header(True, f"{safe_name(filename)}.{file_format}") or ""
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response


def safe_name(name: str) -> str:
    """A file name without controls, paths or tricks of direction, at most 100 characters."""
    visible = "".join(" " if unicodedata.category(each).startswith(("C", "Z")) else each for each in name)
    return " ".join(NOT_IN_NAMES.sub(" ", visible).split()).strip(". ")[:100] or "table"
