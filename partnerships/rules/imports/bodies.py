"""Accountable bodies as a file of partnerships names them: one name for each identifier."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from partnerships.rules.imports.planning import FileRow, Problem, fold, problem

NAME, IDENTIFIER = "accountable_body", "accountable_body_id"


def body_problems(
    rows: Sequence[FileRow], known: Mapping[str, str], heading: Callable[[str], str]
) -> Iterator[Problem]:
    """An identifier without a name, a name without an identifier, and an identifier with two names."""
    first = _first_names(rows)
    for row in rows:
        name, identifier = row.values.get(NAME) or "", row.values.get(IDENTIFIER) or ""
        if name and not identifier:
            yield problem("body_without_id", line=row.line, column=heading(IDENTIFIER), found=name)
        elif identifier and not name and identifier not in known and identifier not in first:
            yield problem("body_without_name", line=row.line, column=heading(NAME), found=identifier)
        elif name and identifier:
            yield from _second_name(row, known, first, heading)


def _first_names(rows: Sequence[FileRow]) -> dict[str, tuple[str, int]]:
    """The name that each identifier has on the first line that gives one."""
    first: dict[str, tuple[str, int]] = {}
    for row in rows:
        if (identifier := row.values.get(IDENTIFIER)) and (name := row.values.get(NAME)):
            first.setdefault(identifier, (name, row.line))
    return first


def _second_name(
    row: FileRow, known: Mapping[str, str], first: Mapping[str, tuple[str, int]], heading: Callable[[str], str]
) -> Iterator[Problem]:
    name, identifier = row.values[NAME], row.values[IDENTIFIER]
    there = known.get(identifier)
    other, line = first[identifier]
    if there is not None and fold(there) != fold(name):
        yield problem("body_known", line=row.line, column=heading(NAME), found=name, wanted=[identifier, there])
    elif line != row.line and fold(other) != fold(name):
        yield problem("body_twice", line=row.line, column=heading(NAME), found=name, wanted=[identifier, other, line])
