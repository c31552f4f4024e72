"""Tuples by a query written once, or texts of a column each."""

from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from functools import cached_property
from json import loads
from typing import Any

from django.db.models import BooleanField, CharField, DecimalField, IntegerField, QuerySet, TextField
from django.db.models.query import ValuesListIterable

from kit.prepared.statements import Marked, Statement

# What JSON tells as Python reads it: numbers to the penny, as they are read as Decimal.
TOLD_ALIKE = (IntegerField, DecimalField, CharField, TextField, BooleanField)


class WrittenValues(Statement):
    """A `values_list`'s SQL, and the kinds of its columns."""

    def __init__(self, found: QuerySet[Any, Any]) -> None:
        """Raises ValueError for a query set that gives anything else."""
        if found._iterable_class is not ValuesListIterable:
            raise ValueError("Not a list of values to prepare; it gives something else")
        super().__init__(found)
        fields = [getattr(column.output_field, "target_field", column.output_field) for column, *_ in self.select]
        self.kinds = [type(field) for field in fields]


class PreparedValues(Marked[WrittenValues, tuple[Any, ...]]):
    """The `values_list` that `make` gives, with places where its `marks` stood, in their order.

    With `made` each tuple is what that makes of it: the `_make` of a named tuple.
    """

    def __init__(
        self,
        make: Callable[[], QuerySet[Any, Any]],
        *marks: object,
        made: Callable[[Iterable[Any]], tuple[Any, ...]] = tuple,
    ) -> None:
        super().__init__(make, *marks)
        self.made = made

    def write(self, found: QuerySet[Any, Any]) -> WrittenValues:
        return WrittenValues(found)

    def read(self, rows: list[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
        if self.made is tuple and not self.written.converters:
            return rows
        return [self.made(self.written.converted(row)) for row in rows]

    def texts(self, *values: object) -> tuple[str, ...]:
        """The same as a text of JSON for each column, which costs a tenth to fetch and to compare; see `told_in`.

        Raises ValueError for columns other than numbers, texts and booleans as the database has them.
        """
        (told,) = self.fetch_within(self.as_texts, *values)
        return tuple(told)

    @cached_property
    def as_texts(self) -> str:
        """What stands around the query to that end."""
        kinds = self.written.kinds
        if self.written.converters or any(not issubclass(kind, TOLD_ALIKE) for kind in kinds):
            raise ValueError("Not a list of values to tell as texts: it has more than numbers, texts and booleans")
        columns = [f"c{place}" for place in range(len(kinds))]
        told = ", ".join(f"coalesce(json_agg({column})::text, '[]')" for column in columns)
        return f"SELECT {told} FROM ({{found}}) AS facts ({', '.join(columns)})"


def told_in(texts: Iterable[str]) -> Iterator[tuple[Any, ...]]:
    """The tuples that `PreparedValues.texts` tells."""
    return zip(*(loads(column, parse_float=Decimal) for column in texts), strict=True)
