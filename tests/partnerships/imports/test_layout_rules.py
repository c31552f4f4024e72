"""What a layout would do: never two partnerships in one place, whatever the file says and whoever is there."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnerships.rules.imports.layout import FARTHEST, MOST_HEXAGONS, LayoutUnreadable, PlaceInMap, layout_rows
from partnerships.rules.imports.layout import plan_layout as plan
from partnerships.rules.imports.planning import FileRow, Plan

CODES = ["E1", "E2", "E3"]
STEPS = st.integers(0, 1)
CELLS = st.tuples(STEPS, STEPS)


def there(cells: Sequence[tuple[int, int] | None]) -> list[PlaceInMap]:
    """One partnership for each, the first ones with a code."""
    codes = [*CODES, *[""] * len(cells)]
    return [PlaceInMap(pk, f"Area {pk}", codes[pk], cell) for pk, cell in enumerate(cells)]


def row(code: str, q: object, r: object, line: int = 2) -> FileRow:
    return FileRow(line, {"gss_code": code, "q": q, "r": r})


def told(found: Plan) -> list[tuple[str, str]]:
    return [(each.code, each.column) for each in found.problems]


@given(
    st.lists(st.none() | CELLS, max_size=4, unique_by=lambda cell: cell or object()),
    st.lists(st.builds(row, st.sampled_from(CODES), STEPS, STEPS), max_size=3),
)
def test_a_plan_without_problems_gives_each_place_to_one(
    cells: list[tuple[int, int] | None], rows: list[FileRow]
) -> None:
    places = there(cells)
    found = plan(rows, places)
    if found.problems:
        return
    moved = {each.pk: (each.values["q"], each.values["r"]) for each in found.rows}
    after = [cell for place in places if (cell := moved.get(place.pk, place.cell))]
    assert len(moved) == len(rows)
    assert len(set(after)) == len(after)
    assert {each.found for each in found.doubts} == {
        place.name for place in places if place.pk not in moved and place.cell is None
    }


@given(st.permutations([(0, 0), (0, 1), (1, 0)]))
def test_those_of_a_file_may_change_places_among_themselves(cells: list[tuple[int, int]]) -> None:
    rows = [row(code, *cell, line=line) for line, (code, cell) in enumerate(zip(CODES, cells, strict=True), 2)]
    found = plan(rows, there([(0, 0), (0, 1), (1, 0)]))
    assert told(found) == []
    assert len(found.rows) == 3


def test_a_hexagon_without_a_code_fits_no_partnership_without_one() -> None:
    places = [PlaceInMap(1, "Area", "")]
    assert told(plan([row("", 0, 0)], places)) == [("code_unknown", "gss_code")]


@pytest.mark.parametrize(
    ("q", "r", "wrong"),
    [
        (FARTHEST, -FARTHEST, []),
        (FARTHEST + 1, 0, ["q"]),
        (0, -FARTHEST - 1, ["r"]),
        (1.0, "1", ["q", "r"]),
        (True, None, ["q", "r"]),
    ],
)
def test_a_place_is_two_whole_numbers_not_too_far_out(q: object, r: object, wrong: list[str]) -> None:
    assert told(plan([row("E1", q, r)], there([None]))) == [("not_a_place", column) for column in wrong]


def test_a_layout_has_as_many_hexagons_as_it_may_and_no_more() -> None:
    def text(count: int) -> str:
        hexes = ", ".join(f'"E{number}": {{"q": 0, "r": 0}}' for number in range(count))
        return f'{{"layout": "odd-r", "hexes": {{{hexes}}}}}'

    assert len(layout_rows(text(MOST_HEXAGONS))) == MOST_HEXAGONS
    with pytest.raises(LayoutUnreadable):
        layout_rows(text(MOST_HEXAGONS + 1))
