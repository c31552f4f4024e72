"""A part of a query, written once."""

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import Any

from django.db import connection
from django.db.models import BooleanField, Expression, Field, Func, Value
from django.db.models.sql import Query


class AnyOf(Func):
    """Whether a column is one of some values, which are one value of the query and one mark: `AnyOf(F("pk"), KEYS)`."""

    template, arg_joiner, output_field = "%(expressions)s)", " = ANY(", BooleanField()

    def __init__(self, column: Any, values: Sequence[Any]) -> None:
        super().__init__(column, Value(values))


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
