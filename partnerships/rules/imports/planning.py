"""What an import would do, row by row, and its problems as codes; services/imports/sentences puts them into words."""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

from partnerships.rules.entries import fold as fold  # names are compared in one way, by hand and from files

SHOWN = 60
MOST_PROBLEMS = 200


class Outcome(StrEnum):
    """What becomes of one row of a file."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"


@dataclass(frozen=True)
class ImportProblem:
    """`line` counts from 1; `column` is the file's own heading; `found` is what stood there, cut to be shown; `wanted`
    is what would have been right, or what it is at odds with; `more` counts what would be too long to name."""

    code: str
    line: int | None = None
    column: str = ""
    found: str = ""
    wanted: tuple[str, ...] = ()
    more: int = 0


def problem(
    code: str,
    *,
    line: int | None = None,
    column: str = "",
    found: object = "",
    wanted: Sequence[object] = (),
    more: int = 0,
) -> ImportProblem:
    """A problem whose facts are texts short enough to show."""
    text = str(found)
    shown = text if len(text) <= SHOWN else text[: SHOWN - 1] + "…"
    return ImportProblem(code, line, column, shown, tuple(str(each) for each in wanted), more)


@dataclass(frozen=True)
class FileRow:
    """A row that could be read: values by our key, of the columns that are in the file."""

    line: int
    values: Mapping[str, Any]


@dataclass(frozen=True)
class FieldChange:
    """One field of something that is there already: texts, numbers, days or yes and no."""

    field: str
    before: Any
    after: Any


@dataclass(frozen=True)
class Planned:
    """What becomes of a row. `pk` names what is there already; `values` are all that the row would write."""

    line: int
    outcome: Outcome
    label: str
    values: Mapping[str, Any]
    pk: int | None = None
    changes: tuple[FieldChange, ...] = ()


@dataclass(frozen=True)
class Plan:
    """What a whole file would do. With a problem it does nothing. `left` counts what is there and not in the file;
    `doubts` stop nothing, a person should look at them."""

    rows: tuple[Planned, ...] = ()
    problems: tuple[ImportProblem, ...] = ()
    left: int = 0
    doubts: tuple[ImportProblem, ...] = ()

    def of(self, outcome: Outcome) -> list[Planned]:
        """The rows of one outcome, in the order of the file."""
        return [row for row in self.rows if row.outcome is outcome]

    @property
    def counts(self) -> dict[str, int]:
        """How many are new, changed, the same, and left alone."""
        return {**{outcome.value: len(self.of(outcome)) for outcome in Outcome}, "left": self.left}

    @property
    def changes_nothing(self) -> bool:
        """Whether every row is there already."""
        return all(row.outcome is Outcome.SAME for row in self.rows)

    @property
    def fingerprint(self) -> str:
        """The same for two plans exactly when they would do the same: SHA-256, hexadecimal."""
        digest = hashlib.sha256()
        for row in self.rows:
            digest.update(json.dumps(asdict(row), default=str, sort_keys=True).encode())
        return digest.hexdigest()


def refused(problems: Iterable[ImportProblem]) -> Plan:
    """A plan that does nothing: its problems in the order of the file, those of the whole file first."""
    ordered = sorted(problems, key=lambda each: each.line or 0)
    return Plan(problems=tuple(ordered[:MOST_PROBLEMS]))


def changes_to(before: Mapping[str, Any], after: Mapping[str, Any]) -> tuple[FieldChange, ...]:
    """Each field of `after` that says something else than `before`."""
    return tuple(FieldChange(key, before[key], value) for key, value in after.items() if before[key] != value)


def without_repeats(rows: Sequence[FileRow]) -> tuple[list[ImportProblem], list[FileRow]]:
    """Lines that say wholly the same as an earlier one, as problems, and the rows without them."""
    earlier = twice((row.line, tuple(row.values.items())) for row in rows)
    said = [problem("row_twice", line=line, wanted=[first]) for line, first in earlier.items()]
    return said, [row for row in rows if row.line not in earlier] if earlier else list(rows)


def twice(keys: Iterable[tuple[int, Any]]) -> dict[int, int]:
    """Lines whose key stood on an earlier line, with that line; keys that are empty are passed over."""
    first: dict[Any, int] = {}
    return {line: first[key] for line, key in keys if key and first.setdefault(key, line) != line}
