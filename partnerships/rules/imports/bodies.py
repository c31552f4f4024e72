"""Accountable bodies as a file of partnerships names them: one name an identifier; without one, the name is it."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from partnerships.rules.imports.planning import FileRow, ImportProblem, fold, problem

NAME, IDENTIFIER = "accountable_body", "accountable_body_id"
Names = Mapping[str, str]  # by identifier


def body_problems(rows: Sequence[FileRow], known: Names, heading: Callable[[str], str]) -> Iterator[ImportProblem]:
    """An identifier without a name, and an identifier with two names."""
    first = _first_names(rows)
    for row in rows:
        name, identifier = row.values.get(NAME) or "", row.values.get(IDENTIFIER) or ""
        if identifier and not name and identifier not in known and identifier not in first:
            yield problem("body_without_name", line=row.line, column=heading(NAME), found=identifier)
        elif name and identifier:
            yield from _second_name(row, known, first, heading)


def names_of(rows: Sequence[FileRow], known: Names) -> dict[str, str]:
    """The one name of each identifier: as it is there, else as the file says it first."""
    return {**{identifier: name for identifier, (name, _) in _first_names(rows).items()}, **known}


def whole_body(given: Mapping[str, Any], after: Mapping[str, Any], names: Names) -> dict[str, str]:
    """Name and identifier that belong together, where a row gives both, one of them, or neither."""
    if NAME in given and IDENTIFIER not in given:
        stays = names.get(after[IDENTIFIER], "") == after[NAME]
        return {NAME: after[NAME], IDENTIFIER: after[IDENTIFIER] if stays else ""}
    if IDENTIFIER in given and not given[IDENTIFIER]:
        return {NAME: given.get(NAME, ""), IDENTIFIER: ""}
    return {NAME: names.get(after[IDENTIFIER], after[NAME]), IDENTIFIER: after[IDENTIFIER]}


def _first_names(rows: Sequence[FileRow]) -> dict[str, tuple[str, int]]:
    """The name that each identifier has on the first line that gives one, with the line."""
    first: dict[str, tuple[str, int]] = {}
    for row in sorted(rows, key=lambda each: each.line):
        if (identifier := row.values.get(IDENTIFIER)) and (name := row.values.get(NAME)):
            first.setdefault(identifier, (name, row.line))
    return first


def _second_name(
    row: FileRow, known: Names, first: Mapping[str, tuple[str, int]], heading: Callable[[str], str]
) -> Iterator[ImportProblem]:
    name, identifier = row.values[NAME], row.values[IDENTIFIER]
    there = known.get(identifier)
    other, line = first[identifier]
    if there is not None and fold(there) != fold(name):
        yield problem("body_known", line=row.line, column=heading(NAME), found=name, wanted=[identifier, there])
    elif line != row.line and fold(other) != fold(name):
        yield problem("body_twice", line=row.line, column=heading(NAME), found=name, wanted=[identifier, other, line])
