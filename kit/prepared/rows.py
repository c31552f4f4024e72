"""Objects by a query written once: all of them, one, or a page of them."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any, Generic, TypeVar

from django.db import connection
from django.db.models import BigAutoField, Model, QuerySet
from django.db.models.query import get_related_populators

from kit.prepared.statements import Marked, Statement

Row = TypeVar("Row", bound=Model)


class Written(Statement, Generic[Row]):
    """A query set's SQL, and how its rows are read: the way of `django.db.models.query.ModelIterable`."""

    def __init__(self, found: QuerySet[Row]) -> None:
        """Raises ValueError for what a query set fetches beside its own rows."""
        if found._prefetch_related_lookups:  # type: ignore[attr-defined]
            raise ValueError("Not a query to prepare; it fetches other rows beside its own")
        super().__init__(found)
        shape: dict[str, Any] = self.shape or {}
        first, last = shape["select_fields"][0], shape["select_fields"][-1] + 1
        self.model, self.own = shape["model"], slice(first, last)
        self.names = [column.target.attname for column, *_ in self.select[first:last]]
        self.related = get_related_populators(shape, self.select, connection.alias)  # type: ignore[call-arg]

    def read(self, rows: Iterable[Sequence[Any]]) -> list[Row]:
        """Rows of the database as objects, with those they lead to."""
        return [self.made(self.converted(row)) for row in rows]

    def made(self, row: Sequence[Any]) -> Row:
        made: Row = self.model.from_db(connection.alias, self.names, row[self.own])
        for populator in self.related:
            populator.populate(row, made)
        for name, place in self.computed.items():
            setattr(made, name, row[place])
        return made


class Prepared(Marked[Written[Row], Row], Generic[Row]):
    """The query set that `make` gives, with places where its `marks` stood, in their order."""

    def __init__(self, make: Callable[[], QuerySet[Row]], *marks: object) -> None:
        super().__init__(make, *marks)

    def write(self, found: QuerySet[Row]) -> Written[Row]:
        return Written(found)

    def read(self, rows: list[tuple[Any, ...]]) -> list[Row]:
        return self.written.read(rows)

    def one(self, key: int, *values: object) -> Row | None:
        """The first row for a key as an address names it, the first of the marks; None where no row can have it."""
        found = self.fetch(key, *values) if key <= BigAutoField.MAX_BIGINT else []
        return found[0] if found else None
