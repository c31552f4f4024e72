"""Reads `access.csv` by the legend in `access.md`: every cell becomes grants, and a cell that is a typo is refused."""

import csv
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Self

FOLDER = Path(__file__).parent
COLUMNS = (
    "manager",
    "finance",
    "representative",
    "champion",
    "adviser",
    "area-lead",
    "facilitator",
    "steering",
    "agency",
    "evaluator",
    "no-role",
    "anonymous",
)
# What the legend says of one row alone, so that the same letters elsewhere are a typo.
PROPOSE_ONLY, EXPORT, SEARCH = "41", "43", "44"
AS_EXPORTED, WHAT_MAY_BE_READ = "=X", "=read"
INCLUDED = {"R": {"R", "W", "D"}, "W": {"W"}, "D": {"D"}}


class LegendError(ValueError):
    """The table says something that the legend does not know."""


@dataclass(frozen=True)
class Grant:
    """One permission over one scope; both are letters of the legend, the scope of a proposal is empty."""

    letter: str
    scope: str

    def gives(self, letter: str) -> bool:
        """Whether this grant includes the permission: W and D include R, D does not include W."""
        return self.letter in INCLUDED[letter]


Grants = frozenset[Grant]
NOTHING: Grants = frozenset()


@dataclass(frozen=True)
class Row:
    """One resource and what each column may do with it."""

    number: str
    resource: str
    cells: Mapping[str, Grants]


@dataclass(frozen=True)
class Table:
    """The whole access table."""

    rows: Mapping[str, Row]

    @classmethod
    def read(cls, table: str, legend: str) -> Self:
        """From the texts of the CSV and its legend; raises LegendError with every fault at once."""
        reader = csv.DictReader(table.splitlines())
        if tuple(reader.fieldnames or ()) != ("row", "resource", *COLUMNS):
            raise LegendError(f"The columns are {reader.fieldnames}, not row, resource, {', '.join(COLUMNS)}")
        alphabet, faults = letters_of(legend), []
        rows = [row_of(line, place, alphabet, faults) for place, line in enumerate(reader, start=1)]
        if faults:
            raise LegendError("\n".join(faults))
        return cls({row.number: row for row in rows})

    def grants(self, row: str, column: str, exported: str = "") -> Grants:
        """What a column may do with a row; of an export, what it may do with the row exported; of a search, read."""
        grants = self.rows[row].cells[column]
        if Grant("=", "X") in grants:
            return self.grants(exported, column)
        return frozenset({Grant("R", "*")}) if Grant("=", "read") in grants else grants


def row_of(line: Mapping[str, str], place: int, alphabet: tuple[set[str], set[str]], faults: list[str]) -> Row:
    """One line of the table; what is wrong with it is added to `faults`."""
    number, cells = line["row"], {}
    if number != f"{place:02}":
        faults.append(f"row {number} stands where {place:02} should")
    for column in COLUMNS:
        try:
            cells[column] = grants_in(line[column] or "", number, *alphabet)
        except LegendError as error:
            faults.append(f"row {number}, {column}: {error}")
    return Row(number, line["resource"], cells)


def letters_of(legend: str) -> tuple[set[str], set[str]]:
    """The permissions and the scopes that the legend's first two points name."""
    points = re.findall(r"^\* (.*(?:\n  .*)*)", legend, flags=re.MULTILINE)
    named = [set(re.findall(r"`([A-Za-z*])`", point)) for point in points[:2]]
    return named[0], named[1] - named[0]


def grants_in(cell: str, row: str, letters: set[str], scopes: set[str]) -> Grants:
    """The grants of one cell; raises LegendError for whatever the legend does not know."""
    if cell == "-":
        return NOTHING
    if (row, cell) in {(EXPORT, AS_EXPORTED), (SEARCH, WHAT_MAY_BE_READ)}:
        return frozenset({Grant("=", cell[1:])})
    scope = f"[{re.escape(''.join(sorted(scopes)))}]"
    pair = f"([{''.join(sorted(letters))}])({scope}{'|(?=[RWD]|$)' if row == PROPOSE_ONLY else ''})"
    if not re.fullmatch(f"(?:{pair})+", cell):
        raise LegendError(f"{cell!r} is not in the legend")
    grants = [Grant(*found) for found in re.findall(pair, cell)]
    if len(set(grants)) != len(grants):
        raise LegendError(f"{cell!r} says something twice")
    if Grant("R", "") in grants or Grant("D", "") in grants:
        raise LegendError(f"{cell!r}: only W may stand without a scope")
    return frozenset(grants)


@cache
def the_table() -> Table:
    """The copy of the access table that lies beside this file."""
    return Table.read((FOLDER / "access.csv").read_text(), (FOLDER / "access.md").read_text())
