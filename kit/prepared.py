"""A query that every request asks, turned into SQL once in the life of a process: that takes longer than asking it.

PERSON, DAY = -1, date.min  # stand for what is asked about; no other value of the query may be the same
HELD = Prepared(lambda: Role.objects.held_on(DAY).filter(person=PERSON).select_related("programme"), PERSON, DAY)
roles = HELD.fetch(7, date(2026, 11, 21))

For rows with `select_related` and computed columns of the usual database; what a query set fetches beside its own rows
(prefetches) is refused. Why, and what of Django it rests on: docs/decisions/0014-queries-written-once.md.

`PreparedValues` does the same for the tuples of a `values_list`, computed ones among them:

FACTS = PreparedValues(lambda: Role.objects.held_on(DAY).filter(partnership=PLACE).values_list("kind"), PLACE, DAY)
for (kind,) in FACTS.fetch(7, date(2026, 11, 21)): ...
FACTS.fetch_within("SELECT kind, count(*) FROM ({found}) AS facts GROUP BY 1 LIMIT %s", 7, date(2026, 11, 21), own=[3])
texts = FACTS.texts(7, date(2026, 11, 21))  # a column each: what a thousand tuples are remembered by (decision 19)
for (kind,) in told_in(texts): ...

A query that changes with its filters, but always computes the same thing from subqueries, has that part written once:

STATE = PreparedExpression(lambda: Exists(Role.objects.held_on(DAY).filter(partnership=PLACE)), PLACE, DAY)
Partnership.objects.annotate(has_people=STATE.of(F("pk"), date(2026, 11, 21)))
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import cached_property
from json import loads
from typing import Any, Generic, TypeVar, overload

from django.db import connection
from django.db.models import (
    BigAutoField,
    BooleanField,
    CharField,
    DecimalField,
    Expression,
    Field,
    IntegerField,
    Model,
    QuerySet,
    TextField,
    Value,
)
from django.db.models.query import ValuesListIterable, get_related_populators
from django.db.models.sql import Query

Row = TypeVar("Row", bound=Model)
Converters = Mapping[int, tuple[Sequence[Callable[..., Any]], Any]]


class Prepared(Generic[Row]):
    """The query set that `make` gives, with places where its `marks` stood, in their order."""

    def __init__(self, make: Callable[[], QuerySet[Row]], *marks: object) -> None:
        self.make, self.marks = make, marks

    def fetch(self, *values: object) -> list[Row]:
        """The rows for these values, as the query set would give them; one query."""
        return self.written.read(self.sent("{found}", *values))

    def listed(self, *values: object) -> "Listed[Row]":
        """The same as a list page takes them: counted, and a page of them fetched; a query each."""
        return Listed(self, values)

    def sent(self, around: str, *values: object) -> list[tuple[Any, ...]]:
        """What SQL `around` it gives, as the database has it: the query stands at `{found}`."""
        given: dict[Any, Any] = dict(zip(self.marks, values, strict=True))
        with connection.cursor() as cursor:
            cursor.execute(
                around.format(found=self.written.sql), [given.get(param, param) for param in self.written.params]
            )
            rows: list[tuple[Any, ...]] = cursor.fetchall()
        return rows

    def one(self, key: int, *values: object) -> Row | None:
        """The first row for a key as an address names it, the first of the marks; None where no row can have it."""
        found = self.fetch(key, *values) if key <= BigAutoField.MAX_BIGINT else []
        return found[0] if found else None

    @cached_property
    def written(self) -> "Written[Row]":
        """Raises ValueError when it cannot be prepared."""
        found = self.make()
        if found.db != connection.alias:
            raise ValueError(f"Not a query to prepare; it asks the database {found.db}")
        written = Written(found)
        missing = [mark for mark in self.marks if mark not in written.params]
        if missing or found._prefetch_related_lookups:  # type: ignore[attr-defined]
            raise ValueError(f"Not a query to prepare; marks that do not stand in it: {missing}")
        return written


class Listed(Sequence[Row]):
    """The rows of a prepared query for some values, of which nothing is fetched before it is asked for."""

    def __init__(self, prepared: Prepared[Row], values: Sequence[object]) -> None:
        self.prepared, self.values = prepared, values

    @cached_property
    def number(self) -> int:
        [(number,)] = self.prepared.sent("SELECT count(*) FROM ({found}) AS found", *self.values)
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
        """A part of them, counted from the first; one by its place is not what it is for, so all are fetched."""
        if isinstance(place, int):
            return list(self)[place]
        first, last, _ = place.indices(len(self))
        part = f"{{found}} LIMIT {last - first} OFFSET {first}"
        return self.prepared.written.read(self.prepared.sent(part, *self.values)) if last > first else []


class Written(Generic[Row]):
    """A query set's SQL and its values, and how rows are read: the way of `django.db.models.query.ModelIterable`.

    It keeps nothing of the compiler, which holds the connection of the thread that happened to be first.
    """

    def __init__(self, found: QuerySet[Row]) -> None:
        compiler = found.query.get_compiler(connection.alias)
        self.sql, self.params = compiler.as_sql()
        select, shape = compiler.select, compiler.klass_info
        first, last = shape["select_fields"][0], shape["select_fields"][-1] + 1
        self.model, self.own = shape["model"], slice(first, last)
        self.names = [column.target.attname for column, _, _ in select[first:last]]
        self.computed = dict(compiler.annotation_col_map or {})
        self.related = get_related_populators(shape, select, connection.alias)  # type: ignore[call-arg]
        self.converters = compiler.get_converters([column for column, _, _ in select])

    def read(self, rows: Iterable[Sequence[Any]]) -> list[Row]:
        """Rows of the database as objects, with those they lead to."""
        return [self.made(converted(row, self.converters) if self.converters else row) for row in rows]

    def made(self, row: Sequence[Any]) -> Row:
        made: Row = self.model.from_db(connection.alias, self.names, row[self.own])
        for populator in self.related:
            populator.populate(row, made)
        for name, place in self.computed.items():
            setattr(made, name, row[place])
        return made


class PreparedValues:
    """The `values_list` that `make` gives, with places where its `marks` stood, in their order."""

    def __init__(self, make: Callable[[], QuerySet[Any, Any]], *marks: object) -> None:
        self.make, self.marks = make, marks

    def fetch(self, *values: object) -> list[tuple[Any, ...]]:
        """The tuples for these values, as the query set would give them; one query."""
        rows, converters = self.fetch_within("{found}", *values), self.written[2]
        return [tuple(converted(row, converters)) for row in rows] if converters else rows

    def fetch_within(self, around: str, *values: object, own: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """What SQL `around` it gives, as the database has it: the query stands at `{found}`, its `own` values after."""
        given: dict[Any, Any] = dict(zip(self.marks, values, strict=True))
        sql, params, *_ = self.written
        with connection.cursor() as cursor:
            cursor.execute(around.format(found=sql), [*(given.get(param, param) for param in params), *own])
            rows: list[tuple[Any, ...]] = cursor.fetchall()
        return rows

    def texts(self, *values: object) -> tuple[str, ...]:
        """The same as a text of JSON for each column, which costs a tenth to fetch and to compare; see `told_in`.

        Raises ValueError for columns other than numbers, texts and booleans.
        """
        (told,) = self.fetch_within(self.as_texts, *values)
        return tuple(told)

    @cached_property
    def as_texts(self) -> str:
        """What stands around the query to that end."""
        if any(not issubclass(kind, TOLD_ALIKE) for kind in self.written[3]):
            raise ValueError("Not a list of values to tell as texts: it has more than numbers, texts and booleans")
        columns = [f"c{place}" for place in range(len(self.written[3]))]
        told = ", ".join(f"coalesce(json_agg({column})::text, '[]')" for column in columns)
        return f"SELECT {told} FROM ({{found}}) AS facts ({', '.join(columns)})"

    @cached_property
    def written(self) -> tuple[str, Sequence[Any], Converters, list[type[Any]]]:
        """SQL, its values, how columns are read, and their fields. Raises ValueError when it cannot be prepared."""
        found = self.make()
        compiler = found.query.get_compiler(connection.alias)
        sql, params = compiler.as_sql()
        missing = [mark for mark in self.marks if mark not in params]
        if missing or found.db != connection.alias or found._iterable_class is not ValuesListIterable:
            raise ValueError(f"Not a list of values to prepare; marks that do not stand in it: {missing}")
        columns = [column for column, _, _ in compiler.select]
        fields = [getattr(column.output_field, "target_field", column.output_field) for column in columns]
        return sql, params, compiler.get_converters(columns), [type(field) for field in fields]


# What JSON tells as Python reads it: numbers to the penny, as they are read as Decimal.
TOLD_ALIKE = (IntegerField, DecimalField, CharField, TextField, BooleanField)


def told_in(texts: Iterable[str]) -> Iterator[tuple[Any, ...]]:
    """The tuples that `PreparedValues.texts` tells."""
    return zip(*(loads(column, parse_float=Decimal) for column in texts), strict=True)


def converted(row: Sequence[Any], converters: Converters) -> list[Any]:
    """What columns hold as their fields give it, through the connection of the thread that reads."""
    values = list(row)
    for place, (convert, expression) in converters.items():
        for converter in convert:
            values[place] = converter(values[place], expression, connection)
    return values


class PreparedExpression:
    """The expression that `make` gives, with places where its `marks` stood; its subqueries name no outer row."""

    def __init__(self, make: Callable[[], Any], *marks: object) -> None:
        self.make, self.marks = make, marks

    def of(self, *values: object) -> "Computed":
        """The expression for these values, in the order of the marks: `F("pk")` for the outer row's, or plain ones."""
        if len(values) != len(self.marks):
            raise ValueError(f"{len(self.marks)} values needed, not {len(values)}")
        return Computed(self, *values)

    @cached_property
    def written(self) -> tuple[str, list[Any], "Field[Any, Any]"]:
        """SQL whose marks are columns of a row `given`, the other values in it, and what it gives.

        Raises ValueError when a mark does not stand in it.
        """
        query = Query(None)
        found = self.make().resolve_expression(query)
        sql, params = query.get_compiler(connection.alias).compile(found)
        if missing := [mark for mark in self.marks if mark not in params]:
            raise ValueError(f"Not an expression to prepare; marks that do not stand in it: {missing}")
        columns = {mark: f"given.value{number}" for number, mark in enumerate(self.marks)}
        sql %= tuple(columns.get(param, "%s") for param in params)
        return sql, [param for param in params if param not in columns], found.output_field


class Computed(Expression):
    """A prepared expression in a query: each value stands in it once, apart from the names inside the expression."""

    def __init__(self, prepared: PreparedExpression, *values: Any) -> None:
        super().__init__(output_field=prepared.written[2])
        self.prepared = prepared
        self.values = [value if hasattr(value, "resolve_expression") else Value(value) for value in values]

    @property
    def identity(self) -> tuple[Any, ...]:
        """What makes two of them alike; Django would bind the arguments anew for each to find out."""
        return type(self), self.prepared, *self.values

    def get_source_expressions(self) -> list[Any]:
        return self.values

    def set_source_expressions(self, exprs: Sequence[Any]) -> None:
        self.values = list(exprs)

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        sql, own, _ = self.prepared.written
        parts = [compiler.compile(value) for value in self.values]
        given = ", ".join(f"{part} AS value{number}" for number, (part, _) in enumerate(parts))
        values = (one for _, params in parts for one in params)
        return f"(SELECT {sql} FROM (SELECT {given}) AS given)", (*own, *values)
