"""What a region needs: scores of themes added up over partnerships, exactly, by group."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from math import lcm
from typing import NamedTuple

from selfassessment.rules.suppression import can_show, hidden_among

STEPS = 5  # grounds of the heat table, from the lowest score to the highest


class Sum(NamedTuple):
    """The scores of a theme of `number` partnerships, added up: a number of `parts`, so many of which are `one`.

    Whole numbers are as exact as fractions, and there are hundreds. Hidden, it says nothing.
    """

    number: int = 0
    parts: int = 0
    one: int = 1
    is_hidden: bool = False

    def __add__(self, other: "Sum") -> "Sum":  # type: ignore[override]  # never of tuples
        one = self.one if self.one == other.one else lcm(self.one, other.one)
        parts = self.parts * (one // self.one) + other.parts * (one // other.one)
        return Sum(self.number + other.number, parts, one)

    @property
    def total(self) -> Fraction:
        """The sum itself."""
        return Fraction(self.parts, self.one)

    @property
    def ratio(self) -> tuple[int, int]:
        """The mean, as a number of parts and how many of them are one; of somebody."""
        return self.parts, self.one * self.number

    @property
    def mean(self) -> Fraction | None:
        """None of nobody."""
        return Fraction(*self.ratio) if self.number else None


NOTHING = Sum()
HIDDEN = Sum(is_hidden=True)
Cells = Mapping[str, Sum]  # by the key of a theme


@dataclass(frozen=True, slots=True)
class Row:
    """A group, or one partnership, with the sum of each theme."""

    key: str
    cells: Cells = field(default_factory=dict)

    def of(self, theme: str) -> Sum:
        """A theme's; NOTHING where nobody has a score."""
        return self.cells.get(theme, NOTHING)


@dataclass(frozen=True, slots=True)
class Heat:
    """Every group of a region, and the region itself."""

    rows: Sequence[Row]
    region: Row

    def weakest(self, themes: Sequence[str]) -> list[str]:
        """The themes whose mean is known, the lowest first; those that are alike in the framework's order."""
        means = {theme: mean for theme in themes if (mean := self.region.of(theme).mean) is not None}
        return sorted(means, key=means.__getitem__)


@dataclass(frozen=True, slots=True)
class Change:
    """A theme of the partnerships that have a score of it in both years."""

    theme: str
    now: Sum
    before: Sum

    @property
    def pairs(self) -> int:
        """How many there are."""
        return self.now.number

    @property
    def difference(self) -> Fraction:
        """How much the mean changed."""
        return (self.now.total - self.before.total) / self.pairs


def heat_of(rows: Sequence[Row]) -> Heat:
    """The groups of a region, and all of them together."""
    cells: dict[str, list[Sum]] = {}
    for row in rows:
        for theme, cell in row.cells.items():
            cells.setdefault(theme, []).append(cell)
    return Heat(rows, Row("", {theme: all_of(each) for theme, each in cells.items()}))


def all_of(sums: Sequence[Sum]) -> Sum:
    """Many sums in one, in parts that suit them all."""
    one = lcm(*{each.one for each in sums})
    return Sum(sum(each.number for each in sums), sum(each.parts * (one // each.one) for each in sums), one)


def guarded(heat: Heat, least: int) -> Heat:
    """What those see who must not see small groups: theme by theme, as a partnership may have one and not another."""
    themes = [theme for theme, cell in heat.region.cells.items() if cell.number]
    out = {theme: hidden_among({row.key: row.of(theme).number for row in heat.rows}, least) for theme in themes}
    rows = tuple(
        Row(row.key, {theme: HIDDEN if row.key in out.get(theme, ()) else cell for theme, cell in row.cells.items()})
        for row in heat.rows
    )
    region = {theme: cell if can_show(cell.number, least) else HIDDEN for theme, cell in heat.region.cells.items()}
    return Heat(rows, Row("", region))


def guarded_changes(changes: Iterable[Change], now: Row, before: Cells, least: int) -> list[Change]:
    """Those of themes that just the same partnerships have a score of in both years: then the change says no more than
    the region's means of the two years. Of fewer than all it could be set against the counties' means, and might leave
    a few.
    """
    return [
        change
        for change in changes
        if change.pairs >= least
        and change.pairs == now.of(change.theme).number == before.get(change.theme, NOTHING).number
    ]


def step_of(number: int, parts: int, top: int) -> int:
    """Which of STEPS equal pieces of the scale from 1 to `top` a number of parts lies in, from 1; `parts` are one."""
    return min((number - parts) * STEPS // (parts * (top - 1)), STEPS - 1) + 1 if top > 1 else STEPS


def bounds(top: int) -> list[tuple[Fraction, Fraction]]:
    """From what to what each step goes."""
    width = Fraction(top - 1, STEPS)
    return [(1 + step * width, 1 + (step + 1) * width) for step in range(STEPS)]
