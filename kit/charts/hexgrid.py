"""The geometry of a hex map: where hexagons lie, and the line round a county.

Layouts are hexjson: `odd-r` (odd rows pushed right by half a hexagon), r growing northwards.
On the lattice a hexagon is 2 wide and 4 high, so every corner is a pair of whole numbers and edges match exactly.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

Cell = tuple[int, int]
Corner = tuple[int, int]

_CORNERS = ((0, -2), (1, -1), (1, 1), (0, 2), (-1, 1), (-1, -1))


@dataclass(frozen=True)
class Grid:
    """Turns cells (q, r) into places. `radius` is centre to corner, `margin` the room for outlines round the map."""

    cells: tuple[Cell, ...]
    radius: float
    margin: float

    @cached_property
    def _box(self) -> tuple[int, int, int, int]:
        """The lattice from left and top to right and bottom."""
        xs, ys = zip(*(self.centre(cell) for cell in self.cells or ((0, 0),)), strict=True)
        return min(xs) - 1, min(ys) - 2, max(xs) + 1, max(ys) + 2

    def centre(self, cell: Cell) -> Corner:
        """The centre on the lattice: x in half widths, y in half radii, downwards from row nought."""
        q, r = cell
        return 2 * q + (r & 1), -3 * r

    def place(self, corner: Corner) -> tuple[float, float]:
        """A point of the lattice in units of the picture."""
        left, top, _, _ = self._box
        half = math.sqrt(3) / 2 * self.radius
        return self.margin + (corner[0] - left) * half, self.margin + (corner[1] - top) * self.radius / 2

    @property
    def size(self) -> tuple[float, float]:
        """Width and height of the whole map."""
        x, y = self.place(self._box[2:])
        return x + self.margin, y + self.margin


def _borders(cells: Iterable[Corner]) -> tuple[dict[Corner, Corner], dict[Corner, Corner]]:
    """Edges with the outside on one side, each from corner to corner; and at each corner the way to the inside."""
    edges: set[tuple[Corner, Corner]] = set()
    inwards: dict[Corner, Corner] = {}
    for x, y in cells:
        ring = [(x + dx, y + dy) for dx, dy in _CORNERS]
        edges |= set(zip(ring, ring[1:] + ring[:1], strict=True))
        for (px, py), (dx, dy) in zip(ring, _CORNERS, strict=True):
            wx, wy = inwards.get((px, py), (0, 0))
            inwards[px, py] = (wx - dx, wy - dy)
    return {a: b for a, b in edges if (b, a) not in edges}, inwards


def _rings(borders: dict[Corner, Corner]) -> list[list[Corner]]:
    """The edges strung together: one ring for each island and each hole, starting at its smallest corner."""
    rings, left = [], dict(borders)
    while left:
        ring = [min(left)]
        while ring[-1] in left:
            ring.append(left.pop(ring[-1]))
        rings.append(ring[:-1])
    return rings


def outline(grid: Grid, cells: Sequence[Cell], inset: float) -> list[list[tuple[float, float]]]:
    """The line round these cells, `inset` inside their edge so that neighbours' lines run side by side."""
    borders, inwards = _borders(grid.centre(cell) for cell in cells)
    half = math.sqrt(3) / 2 * grid.radius

    def moved(corner: Corner) -> tuple[float, float]:
        x, y = grid.place(corner)
        dx, dy = inwards[corner][0] * half, inwards[corner][1] * grid.radius / 2
        step = inset * 2 / math.sqrt(3) / math.hypot(dx, dy)
        return x + dx * step, y + dy * step

    return [[moved(corner) for corner in ring] for ring in _rings(borders)]


def grouped_cells(groups: Mapping[str, Sequence[str]], across: int = 9) -> dict[str, Cell]:
    """Cells for codes without a layout: each group a block, blocks set in shelves `across` wide with a gap between."""
    cells: dict[str, Cell] = {}
    left = top = deep = 0
    for codes in groups.values():
        wide = min(across, math.ceil(math.sqrt(len(codes))))
        if left and left + wide > across:
            left, top, deep = 0, top + deep + 1, 0
        cells |= {code: (left + i % wide, -(top + i // wide)) for i, code in enumerate(codes)}
        deep = max(deep, math.ceil(len(codes) / wide) if wide else 0)
        left += wide + 1 if wide else 0
    return cells


def by_county(pairs: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    """Codes grouped by county from (code, county), in order of name, those without a county last."""
    ordered = sorted(pairs, key=lambda pair: (not pair[1], pair[1]))
    return {county: [code for code, _ in group] for county, group in groupby(ordered, key=lambda pair: pair[1])}
