"""The geometry of hexagons: odd rows pushed right, north at the top, one line round a county."""

import math
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit.charts.hexgrid import Cell, Grid, by_county, grouped_cells, outline

cells = st.lists(st.tuples(st.integers(-5, 12), st.integers(-5, 12)), min_size=1, max_size=30, unique=True)


def centre(grid: Grid, cell: Cell) -> tuple[float, float]:
    return grid.place(grid.centre(cell))


def test_r_grows_northwards_and_odd_rows_are_pushed_right() -> None:
    grid = Grid(((0, 0), (0, 1), (1, 0)), 10, 0)

    south, north, east = (centre(grid, cell) for cell in grid.cells)

    assert north[1] == south[1] - 15
    assert north[0] == pytest.approx(south[0] + 10 * math.sqrt(3) / 2)
    assert east == pytest.approx((south[0] + 10 * math.sqrt(3), south[1]))


def test_one_hexagon_fills_its_grid() -> None:
    grid = Grid(((7, -3),), 10, 2)

    assert grid.size == pytest.approx((10 * math.sqrt(3) + 4, 24))
    assert centre(grid, (7, -3)) == pytest.approx((10 * math.sqrt(3) / 2 + 2, 12))


@given(cells)
def test_no_two_hexagons_overlap_and_all_lie_inside(found: list[Cell]) -> None:
    grid = Grid(tuple(found), 10, 3)
    places = [centre(grid, cell) for cell in found]

    assert all(math.dist(a, b) >= 10 * math.sqrt(3) - 1e-6 for a, b in combinations(places, 2))
    assert all(3 <= x <= grid.size[0] - 3 and 3 <= y <= grid.size[1] - 3 for x, y in places)


def test_one_hexagon_has_an_outline_of_six_corners_moved_inwards() -> None:
    grid = Grid(((0, 0),), 10, 0)

    (ring,) = outline(grid, [(0, 0)], 1)

    middle = centre(grid, (0, 0))
    assert len(ring) == 6
    assert all(math.dist(corner, middle) == pytest.approx(10 - 2 / math.sqrt(3)) for corner in ring)


def test_two_neighbours_share_one_outline_of_ten_corners_and_strangers_have_two() -> None:
    grid = Grid(((0, 0), (1, 0), (5, 0)), 10, 0)

    assert [len(ring) for ring in outline(grid, [(0, 0), (1, 0)], 1)] == [10]
    assert [len(ring) for ring in outline(grid, [(0, 0), (5, 0)], 1)] == [6, 6]


def test_a_ring_of_hexagons_has_an_outer_line_and_a_line_round_its_hole() -> None:
    around = [(-1, 1), (0, 1), (-1, 0), (1, 0), (-1, -1), (0, -1)]

    rings = outline(Grid(tuple(around), 10, 0), around, 1)

    assert sorted(map(len, rings)) == [6, 18]


def test_the_outlines_of_two_counties_run_side_by_side_and_never_cross() -> None:
    grid = Grid(((0, 0), (1, 0)), 10, 0)

    (left,) = outline(grid, [(0, 0)], 1)
    (right,) = outline(grid, [(1, 0)], 1)

    assert max(x for x, _ in left) == pytest.approx(min(x for x, _ in right) - 2)


@given(cells)
def test_an_outline_has_as_many_corners_as_the_cells_have_outer_edges(found: list[Cell]) -> None:
    grid = Grid(tuple(found), 10, 0)
    places = [centre(grid, cell) for cell in found]
    touching = sum(math.dist(a, b) < 18 for a, b in combinations(places, 2))

    assert sum(map(len, outline(grid, found, 1))) == 6 * len(found) - 2 * touching


def test_no_cells_have_no_outline() -> None:
    assert outline(Grid((), 10, 0), [], 1) == []


groups = st.dictionaries(st.text(max_size=3), st.integers(0, 30), max_size=8).map(
    lambda sizes: {name: [f"{name}{i}#{n}" for i in range(size)] for n, (name, size) in enumerate(sizes.items())}
)


@given(groups, st.integers(2, 12))
def test_groups_without_a_layout_stand_apart_each_in_one_piece_within_the_width(
    found: dict[str, list[str]], across: int
) -> None:
    cells = grouped_cells(found, across)

    grid = Grid(tuple(cells.values()), 10, 0)
    places = {code: centre(grid, cell) for code, cell in cells.items()}
    assert sorted(cells) == sorted(code for codes in found.values() for code in codes)
    assert len(set(cells.values())) == len(cells)
    assert all(0 <= q < across for q, _ in cells.values())
    for codes in found.values():
        if codes:
            assert len(outline(grid, [cells[code] for code in codes], 1)) == 1
    for one, other in combinations(found.values(), 2):
        assert all(math.dist(places[a], places[b]) > 18 for a in one for b in other)


def test_counties_come_by_name_and_those_without_one_last() -> None:
    assert by_county([("a", ""), ("b", "Kent"), ("c", "Essex"), ("d", "Kent")]) == {
        "Essex": ["c"],
        "Kent": ["b", "d"],
        "": ["a"],
    }
