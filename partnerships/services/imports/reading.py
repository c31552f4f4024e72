"""From a file to rows: the columns matched, every cell read, what could not be read named by line and column."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from typing import IO

from kit.tables.checking import CheckedRow, Field, check_rows, match_fields
from kit.tables.errors import Problem as Unread
from kit.tables.errors import TableRefused
from kit.tables.matching import Matching
from kit.tables.reading import open_table
from kit.tables.table import OpenTable, Row
from partnerships.rules.imports.planning import FileRow, ImportProblem, fold, problem

Step = Callable[[int], None]
Positions = Mapping[str, int]
STEP = 2_000


def no_step(done: int) -> None:
    """Progress that nobody watches."""


@dataclass(frozen=True)
class Reading:
    """Rows that could be read, what is wrong with others, what a person should look at, headings by our key.

    `unread` holds the folded cells of the rows that could not be read; `is_cut` says that reading ended at the most
    problems there may be, so that nobody knows what the rest of the file says.
    """

    rows: Sequence[FileRow] = ()
    problems: Sequence[ImportProblem] = ()
    doubts: Sequence[ImportProblem] = ()
    headings: Mapping[str, str] = field(default_factory=dict)
    unread: frozenset[str] = frozenset()
    is_cut: bool = False


@dataclass(frozen=True)
class Columns:
    """The headings of a file and which is which, as far as they say so themselves."""

    headings: tuple[str, ...]
    matching: Matching
    unclear: bool

    @property
    def positions(self) -> dict[str, int]:
        """Our keys, and where each column that is clear stands."""
        return dict(self.matching.positions)


def columns_of(file: IO[bytes], fields: Sequence[Field]) -> Columns:
    """Raises TableRefused."""
    table = open_table(file)
    matching = match_fields(table.headers, fields)
    unclear = bool(matching.problems([each.key for each in fields if each.required]))
    return Columns(table.headers, matching, unclear)


def has_more_rows_than(most: int, file: IO[bytes]) -> bool:
    """Reads no further than it must; raises TableRefused for what it meets on the way."""
    return any(count > most for count, _ in enumerate(open_table(file).rows, start=1))


def read_rows(
    file: IO[bytes],
    fields: Sequence[Field],
    empty: Mapping[str, object],
    positions: Positions | None = None,
    step: Step = no_step,
) -> Reading:
    """Every row; `positions` are the columns as a person matched them, else the headings say it."""
    try:
        return _read(open_table(file), fields, empty, positions, step, file)
    except TableRefused as refused:
        return Reading(problems=[of_table(refused.problem)])


def _read(
    table: OpenTable,
    fields: Sequence[Field],
    empty: Mapping[str, object],
    positions: Positions | None,
    step: Step,
    file: IO[bytes],
) -> Reading:
    matching = match_fields(table.headers, fields) if positions is None else matched(table.headers, fields, positions)
    headings = {key: table.headers[at] for key, at in matching.positions.items()}
    named = [replace(each, name=headings.get(each.key, "")) for each in fields]
    checked = check_rows(replace(table, rows=_counted(table.rows, step)), named, matching=matching)
    if not checked.rows and not checked.problems:
        return Reading(problems=[problem("no_rows")], headings=headings)
    bad = {each.line for each in checked.problems if each.line is not None}
    return Reading(
        rows=[_row(each, headings, empty) for each in checked.rows],
        problems=[of_table(each) for each in checked.problems],
        doubts=[of_table(each) for each in checked.doubts],
        headings=headings,
        unread=_cells_of(file, bad) if bad and not checked.cut else frozenset(),
        is_cut=checked.cut,
    )


def matched(headers: Sequence[str], fields: Sequence[Field], positions: Positions) -> Matching:
    """The columns as a person chose them."""
    chosen = {key: at for key, at in positions.items() if 0 <= at < len(headers)}
    missing = tuple(each.key for each in fields if each.key not in chosen)
    unused = tuple(heading for at, heading in enumerate(headers) if at not in chosen.values())
    return Matching(chosen, missing, {}, unused)


def of_table(unread: Unread) -> ImportProblem:
    """A problem of reading, as the plan's are."""
    return ImportProblem(**{**asdict(unread), "code": unread.code.value})


def _counted(rows: Iterable[Row], step: Step) -> Iterator[Row]:
    for count, row in enumerate(rows, start=1):
        if count % STEP == 0:
            step(count)
        yield row


def _row(row: CheckedRow, headings: Mapping[str, str], empty: Mapping[str, object]) -> FileRow:
    values = {key: value if value is not None else empty.get(key, "") for key, value in row.values.items()}
    return FileRow(row.line, {key: values[key] for key in values if key in headings})


def _cells_of(file: IO[bytes], lines: set[int]) -> frozenset[str]:
    return frozenset(fold(cell) for row in open_table(file).rows if row.line in lines for cell in row.cells)
