"""The columns of a list, named once for its page and for its export, so that both show exactly the same.

COLUMNS = [
    Column(_("Partnership"), lambda each: each.area, cell=lambda each: link(each.get_absolute_url(), each.area)),
    Column(_("County"), lambda each: each.county.name),
    Column(_("Award"), lambda each: each.award, number=True, phone="result", cell=lambda each: money(each.award)),
    Column(_("Joined"), lambda each: each.joined),
]
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from math import isfinite
from typing import Any

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext

from kit.govuk_ui.formats import clock, long_date, moment
from kit.govuk_ui.table import Heading

type_of_cell = str | int | float | Decimal | date | datetime | time


@dataclass(frozen=True)
class Column:
    """A heading, and what it shows of an object: a number stays a number, a date a date, the rest is text.

    `cell` says it differently on the page: a link, a state, money; safe markup, or text. `number` and `phone` are those
    of `Heading`. The first column names the row. What the page says within another cell is `in_files_only`.
    """

    label: str | Promise
    value: Callable[[Any], object]
    number: bool = False
    phone: str = "working"
    cell: Callable[[Any], object] | None = None
    in_files_only: bool = False

    @property
    def heading(self) -> Heading:
        return Heading(self.label, number=self.number, phone=self.phone)

    def on_page(self, item: object) -> object:
        """What the page shows of an object."""
        return self.cell(item) if self.cell else readable(plain(self.value(item)), number=self.number)


def headings(columns: Sequence[Column]) -> list[str]:
    return [str(column.label) for column in columns]


def cells(columns: Sequence[Column], item: object) -> list[type_of_cell]:
    return [plain(column.value(item)) for column in columns]


def table_rows(columns: Sequence[Column], items: Iterable[object]) -> Iterable[list[type_of_cell]]:
    return (cells(columns, item) for item in items)


def readable(value: type_of_cell, *, number: bool) -> str:
    """A plain value as people read it: `27 March 2027`, `3pm`; `10,000` in a column of numbers."""
    match value:
        case str():
            return value
        case datetime():
            return moment(value)
        case date():
            return long_date(value)
        case time():
            return clock(value)
        case int() | float() | Decimal() if number:
            return f"{value:,}"
    return str(value)


def plain(value: object) -> type_of_cell:
    """A value that a table can hold: yes or no for booleans, local time for moments, text for all else."""
    match value:
        case str() | None:
            return str(value or "")
        case bool():
            return gettext("Yes") if value else gettext("No")
        case datetime():
            return timezone.make_naive(value).replace(microsecond=0) if timezone.is_aware(value) else value
        case float() | Decimal() if not isfinite(value):
            return ""
        case int() | float() | Decimal() | date() | time():
            return value
    return str(value)
