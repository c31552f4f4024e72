"""Many rows at once by PostgreSQL's COPY, inside the transaction that is open; for tables that nothing listens to."""

from collections.abc import Iterable, Iterator, Sequence
from io import TextIOBase
from itertools import islice
from typing import Any

from django.db import connection, models

LINES_AT_ONCE = 2_000
ESCAPED = str.maketrans({"\\": r"\\", "\t": r"\t", "\n": r"\n", "\r": r"\r"})


def copy_lines(model: type[models.Model], fields: Sequence[str], lines: Iterable[str]) -> None:
    """Add a row a line: the fields' values in order, each by `as_text`, parted by tabs, without an end of line.

    Column defaults of Django, signals and `save()` are passed by; constraints and triggers of the database are not.
    Raises IntegrityError and DataError of Django as an INSERT does, and then adds nothing.
    """
    quote = connection.ops.quote_name
    known = {field.name: str(field.column) for field in model._meta.concrete_fields}
    columns = ", ".join(quote(known[field]) for field in fields)
    # Django hands `copy_expert` on as it is, without turning the driver's errors into its own.
    with connection.cursor() as cursor, connection.wrap_database_errors:
        cursor.copy_expert(f"COPY {quote(model._meta.db_table)} ({columns}) FROM STDIN", Lines(lines))


def as_text(value: Any) -> str:
    """One value as COPY reads it."""
    if value is None:
        return r"\N"
    if isinstance(value, bool):
        return "t" if value else "f"
    return value.translate(ESCAPED) if isinstance(value, str) else str(value)


def line_of(*values: Any) -> str:
    """A row's values as one line."""
    return "\t".join(map(as_text, values))


class Lines(TextIOBase):
    """Lines as a file that is read in large pieces, and never whole."""

    def __init__(self, lines: Iterable[str]) -> None:
        self.pieces: Iterator[str] = pieces(iter(lines))

    def read(self, size: int | None = -1) -> str:
        """The next piece, of whatever size; empty at the end."""
        return next(self.pieces, "")


def pieces(lines: Iterator[str]) -> Iterator[str]:
    """Some thousand lines at a time."""
    while some := list(islice(lines, LINES_AT_ONCE)):
        yield "\n".join(some) + "\n"
