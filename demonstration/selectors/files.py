"""The demonstration's own files: a folder for each region, and what the programmes have in common."""

import csv
from pathlib import Path

DATA = Path(__file__).parents[1] / "data"

Row = dict[str, str]
LAST_YEAR = "last"  # in the column `year`; the other is `this`


def rows_of(name: str, folder: str = "") -> list[Row]:
    """The rows of one of the files."""
    with path_of(f"{name}.csv", folder).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def path_of(name: str, folder: str = "") -> Path:
    """Where a file lies; it may not be there."""
    return DATA / folder / name


def days_of(name: str) -> dict[str, int]:
    """A file of two columns, what and on which day of the year, as a mapping."""
    return {what: int(day) for what, day in (row.values() for row in rows_of(name))}
