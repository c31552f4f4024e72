"""A query that every request asks, turned into SQL once in the life of a process: that takes longer than asking it.

PERSON, DAY = -1, date.min  # stand for what is asked about; no other value of the query may be the same
HELD = Prepared(lambda: Role.objects.held_on(DAY).filter(person=PERSON).select_related("programme"), PERSON, DAY)
roles = HELD.fetch(7, date(2026, 11, 21))

For plain rows with `select_related`; what a query set fetches beside its own rows (prefetches) or computes is refused.
"""

from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from typing import Any, Generic, TypeVar

from django.db import connection
from django.db.models import Model, QuerySet
from django.db.models.query import get_related_populators

Row = TypeVar("Row", bound=Model)


class Prepared(Generic[Row]):
    """The query set that `make` gives, with places where its `marks` stood, in their order."""

    def __init__(self, make: Callable[[], QuerySet[Row]], *marks: object) -> None:
        self.make, self.marks = make, marks

    def fetch(self, *values: object) -> list[Row]:
        """The rows for these values, as the query set would give them; one query."""
        given: dict[Any, Any] = dict(zip(self.marks, values, strict=True))
        with connection.cursor() as cursor:
            cursor.execute(self.written.sql, [given.get(param, param) for param in self.written.params])
            return self.written.read(cursor.fetchall())

    @cached_property
    def written(self) -> "Written[Row]":
        """Raises ValueError when it cannot be prepared."""
        found = self.make()
        written = Written(found)
        missing = [mark for mark in self.marks if mark not in written.params]
        if missing or found.query.annotations or found._prefetch_related_lookups:  # type: ignore[attr-defined]
            raise ValueError(f"Not a query to prepare; marks that do not stand in it: {missing}")
        return written


class Written(Generic[Row]):
    """A query set's SQL and its values, and how rows are read: the way of `django.db.models.query.ModelIterable`."""

    def __init__(self, found: QuerySet[Row]) -> None:
        self.compiler = found.query.get_compiler(connection.alias)
        self.sql, self.params = self.compiler.as_sql()
        select, shape = self.compiler.select, self.compiler.klass_info
        first, last = shape["select_fields"][0], shape["select_fields"][-1] + 1
        self.model, self.own = shape["model"], slice(first, last)
        self.names = [column.target.attname for column, _, _ in select[first:last]]
        self.related = get_related_populators(shape, select, connection.alias)  # type: ignore[call-arg]
        self.converters = self.compiler.get_converters([column for column, _, _ in select])

    def read(self, rows: Iterable[Sequence[Any]]) -> list[Row]:
        """Rows of the database as objects, with those they lead to."""
        if self.converters:
            rows = self.compiler.apply_converters(rows, self.converters)
        return [self.made(row) for row in rows]

    def made(self, row: Sequence[Any]) -> Row:
        made: Row = self.model.from_db(connection.alias, self.names, row[self.own])
        for populator in self.related:
            populator.populate(row, made)
        return made
