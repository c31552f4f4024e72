"""The columns of a list, named once for its page and for its export, so that both show exactly the same."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from math import isfinite
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext

type_of_cell = str | int | float | Decimal | date | datetime | time


@dataclass(frozen=True)
class Column:
    """A heading, and what it shows of an object: a number stays a number, a date a date, the rest is text."""

    label: Any  # text, or lazy text
    value: Callable[[Any], object]


def headings(columns: Sequence[Column]) -> list[str]:
    return [str(column.label) for column in columns]


def cells(columns: Sequence[Column], item: object) -> list[type_of_cell]:
    return [plain(column.value(item)) for column in columns]


def table_rows(columns: Sequence[Column], items: Iterable[object]) -> Iterable[list[type_of_cell]]:
    return (cells(columns, item) for item in items)


def plain(value: object) -> type_of_cell:
    """A value that a table can hold: yes or no for booleans, local time for moments, text for all else."""
    match value:
        case None:
            return ""
        case bool():
            return gettext("Yes") if value else gettext("No")
        case datetime():
            return timezone.make_naive(value).replace(microsecond=0) if timezone.is_aware(value) else value
        case float() | Decimal() if not isfinite(value):
            return ""
        case int() | float() | Decimal() | date() | time():
            return value
    return str(value)
