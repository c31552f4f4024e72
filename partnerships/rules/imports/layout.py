"""A hexjson layout beside the partnerships of a programme: odd-r, matched by GSS code, each place taken once."""

import json
import re
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from partnerships.rules.imports.planning import (
    FieldChange,
    FileRow,
    ImportProblem,
    Outcome,
    Plan,
    Planned,
    problem,
    refused,
    twice,
)

KEY = re.compile(r'"([^"\\]+)"\s*:\s*\{')
MOST_HEXAGONS = 10_000
FARTHEST = 1_000  # columns or rows from the middle
Cell = tuple[int, int]


@dataclass(frozen=True)
class PlaceInMap:
    """A partnership that is there, and its place when it has one: column and row."""

    pk: int
    name: str
    gss_code: str
    cell: Cell | None = None


class LayoutUnreadable(ValueError):  # noqa: N818 (a refusal is an answer, not a fault of the portal)
    """The text is no hexjson, or none with the layout odd-r."""


def layout_rows(text: str) -> list[FileRow]:
    """Code, column and row of each hexagon, with its line; q and r as they stand there. Raises LayoutUnreadable."""
    lines = _lines(text)
    pairs: list[tuple[str, object]] = []

    def keep(members: list[tuple[str, object]]) -> dict[str, object]:
        pairs[:] = members if members and all(isinstance(value, dict) for _, value in members) else pairs
        return dict(members)

    try:
        document = json.loads(text, object_pairs_hook=keep)
    except (ValueError, RecursionError) as error:
        raise LayoutUnreadable from error
    if (
        not isinstance(document, dict)
        or document.get("layout") != "odd-r"
        or not isinstance(document.get("hexes"), dict)
    ):
        raise LayoutUnreadable
    if len(pairs) > MOST_HEXAGONS:
        raise LayoutUnreadable
    return [_row(code, place, lines) for code, place in pairs] if document["hexes"] else []


def _lines(text: str) -> dict[str, deque[int]]:
    """On which lines each hexagon begins, in the order of the file."""
    lines: dict[str, deque[int]] = {}
    for number, line in enumerate(text.splitlines(), start=1):
        for found in KEY.finditer(line):
            lines.setdefault(found[1], deque()).append(number)
    return lines


def _row(code: str, place: object, lines: Mapping[str, deque[int]]) -> FileRow:
    known = lines.get(code) or deque([1])
    values = place if isinstance(place, dict) else {}
    line = known.popleft() if len(known) > 1 else known[0]
    return FileRow(line, {"gss_code": _visible(code.strip().upper()), "q": values.get("q"), "r": values.get("r")})


def _visible(text: str) -> str:
    """What JSON can spell and neither a page nor a table can hold becomes a mark, which fits no code."""
    return "".join(letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}" for letter in text)


def plan_layout(rows: Sequence[FileRow], places: Sequence[PlaceInMap]) -> Plan:
    """Which partnership moves where. A partnership without a place is no problem: it is shown beside the map."""
    by_code = {place.gss_code.upper(): place for place in places if place.gss_code}
    problems = [*_row_problems(rows, by_code), *_shared(rows), *_taken(rows, places, by_code)]
    if problems:
        return refused(problems)
    planned = tuple(_planned(row, by_code[row.values["gss_code"]]) for row in rows)
    named = {row.pk for row in planned}
    alone = [place for place in places if place.pk not in named]
    doubts = tuple(problem("no_place", found=place.name) for place in alone if place.cell is None)
    return Plan(rows=planned, left=len(alone), doubts=doubts)


def _row_problems(rows: Sequence[FileRow], by_code: Mapping[str, PlaceInMap]) -> Iterator[ImportProblem]:
    repeated = twice((at, row.values["gss_code"]) for at, row in enumerate(rows))  # a whole file may be one line
    for at, row in enumerate(rows):
        code = row.values["gss_code"]
        if code not in by_code:
            yield problem("code_unknown", line=row.line, column="gss_code", found=code)
        if at in repeated:
            yield problem("twice", line=row.line, column="gss_code", found=code, wanted=[rows[repeated[at]].line])
        for key in ("q", "r"):
            if not _is_step(row.values[key]):
                yield problem("not_a_place", line=row.line, column=key, found=_shown(row.values[key]))


def _is_step(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and abs(value) <= FARTHEST


def _shown(value: object) -> object:
    return "" if value is None else _visible(str(value))


def _shared(rows: Sequence[FileRow]) -> Iterator[ImportProblem]:
    """Two codes of the file in one place."""
    shared = twice((at, _cell(row)) for at, row in enumerate(rows))
    for at, row in enumerate(rows):
        earlier = rows[shared[at]] if at in shared else row
        if earlier.values["gss_code"] != row.values["gss_code"]:
            wanted = [earlier.values["gss_code"], earlier.line, *map(str, _cell(row) or ())]
            yield problem("place_shared", line=row.line, column="q", found=row.values["gss_code"], wanted=wanted)


def _taken(
    rows: Sequence[FileRow], places: Sequence[PlaceInMap], by_code: Mapping[str, PlaceInMap]
) -> Iterator[ImportProblem]:
    """A place that a partnership outside the file has already."""
    moving = {by_code[code].pk for row in rows if (code := row.values["gss_code"]) in by_code}
    taken = {place.cell: place for place in places if place.cell and place.pk not in moving}
    for row in rows:
        cell = _cell(row)
        if other := taken.get(cell) if cell else None:
            code = row.values["gss_code"]
            yield problem("place_taken", line=row.line, column="q", found=code, wanted=[other.name])


def _cell(row: FileRow) -> Cell | None:
    q, r = row.values["q"], row.values["r"]
    return (q, r) if _is_step(q) and _is_step(r) else None


def _planned(row: FileRow, place: PlaceInMap) -> Planned:
    q, r = row.values["q"], row.values["r"]
    values = {"gss_code": place.gss_code, "q": q, "r": r}
    if place.cell is None:
        return Planned(row.line, Outcome.NEW, place.name, values, place.pk)
    changes = tuple(
        FieldChange(key, before, after)
        for key, before, after in (("q", place.cell[0], q), ("r", place.cell[1], r))
        if before != after
    )
    return Planned(row.line, Outcome.CHANGED if changes else Outcome.SAME, place.name, values, place.pk, changes)
