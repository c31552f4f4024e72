"""Tables as CSV: UTF-8 with a byte order mark for Excel, CRLF, every text in quotes and safe from being run."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from kit.tables.columns import plain
from kit.tables.formulas import guarded

BYTE_ORDER_MARK = "\ufeff"


def write_csv(headers: Sequence[str], rows: Iterable[Sequence[Any]]) -> Iterator[bytes]:
    """Lines as bytes, as they are asked for. The same rows always give the same bytes."""
    yield _line(headers, before=BYTE_ORDER_MARK)
    for row in rows:
        yield _line(row)


def _line(values: Sequence[Any], before: str = "") -> bytes:
    return f"{before}{','.join(cell(value) for value in values)}\r\n".encode("utf-8", errors="replace")


def cell(value: object) -> str:
    """Numbers bare and without exponents, dates as ISO 8601, all text guarded and in quotes: the quotes keep a cell
    whole where semicolons part them."""
    match ready := plain(value):
        case int() | float() | Decimal():
            return format(Decimal(str(ready)), "f")
        case datetime() | date() | time():
            return ready.isoformat()
    return '"' + guarded(ready).replace('"', '""') + '"'
