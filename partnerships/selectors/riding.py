"""Columns that rooms above this one let ride along in the query of a partnership's page, each for a row of its own."""

from collections.abc import Callable, Mapping
from typing import Any

from django.db.models import QuerySet

from partnerships.models import Partnership

Columns = Callable[[], Mapping[str, Any]]
RIDING: list[Columns] = []


def ride_along(columns: Columns) -> None:
    """Register columns, when the room is made ready; a second time is nothing."""
    if columns not in RIDING:
        RIDING.append(columns)


def with_riders(partnerships: QuerySet[Partnership]) -> QuerySet[Partnership]:
    """With every column that was registered."""
    return partnerships.annotate(**{name: column for columns in RIDING for name, column in columns().items()})
