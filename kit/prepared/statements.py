"""What queries written once have in common: SQL with marks where values go, and how its columns are read."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from typing import Any, Generic, TypeVar

from django.db import connection
from django.db.models import QuerySet

Converters = Mapping[int, tuple[Sequence[Callable[..., Any]], Any]]


class Statement:
    """A query set's SQL and its values, what it selects and how each column is read.

    It keeps nothing of the compiler, which holds the connection of the thread that happened to be first.
    """

    def __init__(self, found: QuerySet[Any, Any]) -> None:
        compiler = found.query.get_compiler(connection.alias)
        self.sql, self.params = compiler.as_sql()
        self.select, self.shape = compiler.select, compiler.klass_info
        self.computed = dict(compiler.annotation_col_map or {})
        self.converters: Converters = compiler.get_converters([column for column, *_ in compiler.select])

    def converted(self, row: Sequence[Any]) -> Sequence[Any]:
        """What columns hold as their fields give it, through the connection of the thread that reads."""
        if not self.converters:
            return row
        values = list(row)
        for place, (convert, expression) in self.converters.items():
            for converter in convert:
                values[place] = converter(values[place], expression, connection)
        return values


Kind = TypeVar("Kind", bound=Statement)


class Marked(ABC, Generic[Kind]):
    """The query set that `make` gives, with places where its `marks` stood, in their order."""

    def __init__(self, make: Callable[[], QuerySet[Any, Any]], *marks: object) -> None:
        self.make, self.marks = make, marks

    @abstractmethod
    def write(self, found: QuerySet[Any, Any]) -> Kind:
        """The statement of a query set. Raises ValueError when it cannot be prepared."""

    @cached_property
    def written(self) -> Kind:
        """Raises ValueError when it cannot be prepared."""
        found = self.make()
        if found.db != connection.alias:
            raise ValueError(f"Not a query to prepare; it asks the database {found.db}")
        written = self.write(found)
        if missing := [mark for mark in self.marks if mark not in written.params]:
            raise ValueError(f"Not a query to prepare; marks that do not stand in it: {missing}")
        return written

    @cached_property
    def places(self) -> list[tuple[int, int]]:
        """Where marks stand among the statement's values, and which each is; what else stands there may be a list."""
        params = enumerate(self.written.params)
        return [(place, self.marks.index(param)) for place, param in params if param in self.marks]

    def fetch_within(self, around: str, *values: object, own: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """What SQL `around` it gives, as the database has it: the query stands at `{found}`, its `own` values after."""
        if len(values) != len(self.marks):
            raise ValueError(f"{len(self.marks)} values needed, not {len(values)}")
        params = list(self.written.params)
        for place, mark in self.places:
            params[place] = values[mark]
        with connection.cursor() as cursor:
            cursor.execute(around.format(found=self.written.sql), [*params, *own])
            rows: list[tuple[Any, ...]] = cursor.fetchall()
        return rows
