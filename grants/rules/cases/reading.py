"""Reads cases: the facts and settings of each, and what is expected of the rule."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from grants.rules.cases.document import MalformedError, checked, take
from grants.rules.cases.rows import Lists, Row, read_rows
from grants.rules.cases.settings import read_settings
from grants.rules.settings import Settings


@dataclass(frozen=True, slots=True)
class Case:
    """A region, its settings, and the results that somebody has worked out by hand."""

    label: str
    settings: Settings
    rows: Sequence[Row]
    localities: Mapping[str, Any]
    undistributed_pence: int


def read_cases(document: Mapping[str, Any]) -> Iterator[Case | MalformedError]:
    """Each case of the file, or what is wrong with it; raises MalformedError when it has no cases, or no defaults."""
    cases = take(document, "cases", list, "")
    if not cases:
        raise MalformedError('"cases" is empty: there is nothing to check.')
    defaults = checked(document.get("defaults", {}), dict, '"defaults"')
    read_settings(defaults, "defaults: ")
    for number, given in enumerate(cases, 1):
        try:
            yield read_case(given, defaults, number)
        except MalformedError as error:
            yield error


def read_case(given: Any, defaults: Mapping[str, Any], number: int) -> Case:
    """One case; its own settings go before the file's defaults, and these before those of the programme."""
    where = f"Case number {number} in the file: "
    checked(given, dict, f"{where}it")
    label = named(given, number)
    where = f"{label}: "
    own = checked(given.get("settings", {}), dict, f'{where}"settings"')
    rows = [checked(row, dict, f"{where}row number {n}") for n, row in enumerate(take(given, "rows", list, where), 1)]
    localities = checked(given.get("localities", {}), dict, f'{where}"localities"')
    for name, figures in localities.items():
        checked(figures, dict, f'{where}"localities": "{name}"')
    return Case(
        label=label,
        settings=read_settings({**defaults, **own}, f"{label}, settings: "),
        rows=read_rows(rows, Lists(given, rows, where), where),
        localities=localities,
        undistributed_pence=take(given, "undistributed_pence", int, where),
    )


def named(given: Mapping[str, Any], number: int) -> str:
    """How the case is called in messages: by its number or name, else by its place in the file."""
    name, title = given.get("case"), given.get("title")
    label = f"Case {name}" if type(name) in (int, str) else f"Case number {number} in the file"
    return f"{label} ({title})" if isinstance(title, str) and title else label
