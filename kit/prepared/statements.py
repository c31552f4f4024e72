"""What queries written once have in common: SQL with marks where values go, and how its columns are read."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any, Generic, TypeVar, overload

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
Row = TypeVar("Row")


class Marked(ABC, Generic[Kind, Row]):
    """The query set that `make` gives, with places where its `marks` stood, in their order."""

    def __init__(self, make: Callable[[], QuerySet[Any, Any]], *marks: object) -> None:
        self.make, self.marks = make, marks

    @abstractmethod
    def write(self, found: QuerySet[Any, Any]) -> Kind:
        """The statement of a query set. Raises ValueError when it cannot be prepared."""

    @abstractmethod
    def read(self, rows: list[tuple[Any, ...]]) -> list[Row]:
        """Rows of the database as the query set would give them."""

    def fetch(self, *values: object) -> list[Row]:
        """The rows for these values, as the query set would give them; one query."""
        return self.read(self.fetch_within("{found}", *values))

    def listed(self, *values: object) -> "Listed[Row]":
        """The same as a list page takes them: counted, and a page of them fetched; a query each."""
        return Listed(self, values)

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


class Listed(Sequence[Row]):
    """The rows of a prepared query for some values, of which nothing is fetched before it is asked for."""

    def __init__(self, prepared: Marked[Any, Row], values: Sequence[object]) -> None:
        self.prepared, self.values = prepared, values

    @cached_property
    def number(self) -> int:
        [(number,)] = self.prepared.fetch_within("SELECT count(*) FROM ({found}) AS found", *self.values)
        return int(number)

    def __len__(self) -> int:
        return self.number

    def __iter__(self) -> Iterator[Row]:
        return iter(self.prepared.fetch(*self.values))

    @overload
    def __getitem__(self, place: int) -> Row: ...
    @overload
    def __getitem__(self, place: slice) -> list[Row]: ...
    def __getitem__(self, place: int | slice) -> Row | list[Row]:
        """A part of them, from a place to another, both counted from the first, without counting how many there are;
        one by its place is not what it is for, so all are fetched.
        """
        if isinstance(place, int):
            return list(self)[place]
        first = place.start or 0
        most = None if place.stop is None else max(0, place.stop - first)
        if most == 0:
            return []
        return self.prepared.read(self.prepared.fetch_within(PART, *self.values, own=[most, first]))


PART = "{found} LIMIT %s OFFSET %s"
