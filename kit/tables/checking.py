"""Rows checked against a short list of what each column must be; every problem is named by line and column."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.formats import localize

from kit.tables.errors import Code, Problem, problem
from kit.tables.matching import Matching, match_columns
from kit.tables.parsers import TEXT, Reader, Unreadable
from kit.tables.table import OpenTable, Row

MOST_PROBLEMS = 200


@dataclass(frozen=True)
class Field:
    """One column: our `key` for it, what people call it, how a cell is read, and the most characters it may have."""

    key: str
    reader: Reader = TEXT
    required: bool = False
    name: str = ""
    synonyms: tuple[str, ...] = ()
    longest: int | None = None

    @property
    def shown(self) -> str:
        return self.name or self.key


@dataclass(frozen=True)
class CheckedRow:
    """Values by key; None where an optional cell was empty or its column is not in the file."""

    line: int
    values: Mapping[str, Any]


@dataclass
class Checked:
    """`rows` without a problem; `problems` that stop an import; `doubts` that a person should look at first.
    `cut` says that checking ended at the first MOST_PROBLEMS problems."""

    matching: Matching
    rows: list[CheckedRow] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    doubts: list[Problem] = field(default_factory=list)
    cut: bool = False


def check_rows(table: OpenTable, fields: Sequence[Field], *, matching: Matching | None = None) -> Checked:
    """All rows, or the headings' problems alone when the columns needed are not all there.

    `matching` says which column is which where a person has said so; else the headings do.
    """
    matching = matching or match_fields(table.headers, fields)
    names = {each.key: each.shown for each in fields}
    checked = Checked(matching)
    checked.problems += matching.problems([each.key for each in fields if each.required], names)
    if not checked.problems:
        _check_each(table.rows, fields, checked)
    return checked


def match_fields(headers: Sequence[str], fields: Sequence[Field]) -> Matching:
    """Which heading is which field's, by its key, its name or a synonym."""
    return match_columns(headers, {each.key: (each.name, *each.synonyms) for each in fields})


def _check_each(rows: Iterable[Row], fields: Sequence[Field], checked: Checked) -> None:
    for row in rows:
        values, problems, doubts = _check_row(row, fields, checked.matching.positions)
        checked.problems += problems
        checked.doubts += doubts[: MOST_PROBLEMS - len(checked.doubts)]
        if not problems:
            checked.rows.append(CheckedRow(row.line, values))
        if len(checked.problems) >= MOST_PROBLEMS:
            checked.cut = True
            del checked.problems[MOST_PROBLEMS:]
            return


def _check_row(
    row: Row, fields: Sequence[Field], positions: Mapping[str, int]
) -> tuple[dict[str, Any], list[Problem], list[Problem]]:
    values: dict[str, Any] = dict.fromkeys(each.key for each in fields)
    problems: list[Problem] = list(row.problems)
    doubts: list[Problem] = []
    if problems:  # its cells may stand in the wrong columns
        return values, problems, doubts
    for each in fields:
        cell = row.cells[positions[each.key]].strip() if each.key in positions else ""
        try:
            values[each.key] = _value(cell, each)
        except Unreadable as error:
            problems.append(problem(error.code, line=row.line, column=each.shown, found=cell, wanted=error.wanted))
        else:
            if doubt := each.reader.doubt(cell):
                doubts.append(
                    problem(doubt, line=row.line, column=each.shown, found=cell, wanted=[localize(values[each.key])])
                )
    return values, problems, doubts


def _value(cell: str, wanted: Field) -> object:
    if not cell:
        if wanted.required:
            raise Unreadable(Code.REQUIRED)
        return None
    if wanted.longest is not None and len(cell) > wanted.longest:
        raise Unreadable(Code.LONGER, [str(wanted.longest)])
    value = wanted.reader.parse(cell)
    if wanted.required and value == "":  # a name of which nothing can be seen
        raise Unreadable(Code.REQUIRED)
    return value
