"""Any figures and any names, for Hypothesis."""

from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from kit.charts.bars import Bar, Bars
from kit.charts.blocks import Blocks, Days
from kit.charts.budget import Budget, BudgetLine
from kit.charts.dots import Dot, Dots
from kit.charts.dumbbell import Change, Dumbbell
from kit.charts.figure import Caption
from kit.charts.heat import Heat, HeatRow
from kit.charts.hexmap import County, HexMap, Tile
from kit.charts.hexrow import District, HexRow
from kit.charts.likert import Answers, Likert
from kit.charts.numbers import SCORE, Gap
from kit.charts.palette import project_states
from kit.charts.sparkline import Sparkline

HOSTILE = [
    "<b>bold</b>",
    "\"quoted\" & 'single'",
    "</title></svg><script>alert(1)</script>",
    "Newcastle-under-Lyme Local Strategic Partnership",
    "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch",
    "Gwasanaeth Ŵyn a Ŷd",
    "شراكة محلية",
    "\u202eturned round",
    "🏙️👩‍👩‍👧",
    "\x00\x0b\x1f",
    "",
    "   ",
    "-----",
    "{amount} {n} {low}",
    "W" * 80,
]
STATES = project_states("Not started", "Draft", "Submitted, not yet shared", "Submitted and shared")

names = st.sampled_from(HOSTILE) | st.text(max_size=60)
gaps = st.builds(Gap, names, names)
numbers = (
    st.integers(-(10**12), 10**12)
    | st.floats(-1e12, 1e12)
    | st.decimals(-(10**9), 10**9, places=2)
    | st.sampled_from([0, 0.0, Decimal("0.00"), float("nan"), float("inf"), 1e-9, -1e-9])
)
values = numbers | st.none() | gaps
captions = st.builds(Caption, names, names)


def rows_of(row: st.SearchStrategy[Any]) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.lists(row, max_size=6).map(tuple)


bars = st.builds(Bars, captions, rows_of(st.builds(Bar, names, values, names)), st.just(SCORE))
dots = st.builds(Dots, captions, rows_of(st.builds(Dot, names, values, values, st.tuples(values, values, values))))
counts = st.integers(0, 5000)
changes = rows_of(st.builds(Change, names, values, values, counts, values, values))
dumbbells = st.builds(Dumbbell, captions, changes)
points = rows_of(st.tuples(names, values))
sparklines = st.builds(Sparkline, captions, points, st.just(SCORE))
days = st.builds(Days, names, st.integers(0, 150), st.integers(0, 150), st.integers(0, 60))
blocks = st.builds(Blocks, captions, rows_of(days))


@st.composite
def budget_lines(draw: st.DrawFn) -> BudgetLine:
    money = st.integers(0, 10**11).map(lambda pence: Decimal(pence) / 100)
    return BudgetLine(draw(names), draw(money), *sorted(draw(st.tuples(money, money, money))))


budgets = st.builds(Budget, captions, rows_of(budget_lines()))


@st.composite
def likerts(draw: st.DrawFn) -> Likert:
    options = draw(st.lists(names, min_size=2, max_size=7))
    answers = st.lists(counts, min_size=len(options), max_size=len(options)).map(tuple) | gaps
    return Likert(draw(captions), tuple(options), draw(rows_of(st.builds(Answers, names, answers))))


@st.composite
def heats(draw: st.DrawFn) -> Heat:
    columns = draw(st.lists(names, min_size=1, max_size=12))
    cells = st.lists(values, min_size=len(columns), max_size=len(columns)).map(tuple)
    rows = draw(rows_of(st.builds(HeatRow, names, cells)))
    return Heat(draw(captions), tuple(columns), rows, (2, 2.7, 3.3), weak=draw(st.none() | st.just(2.0)))


@st.composite
def hexmaps(draw: st.DrawFn) -> HexMap:
    cells = draw(st.lists(st.tuples(st.integers(-4, 9), st.integers(-4, 9)), max_size=12, unique=True))
    counties = draw(st.lists(names, min_size=1, max_size=3))
    states = st.sampled_from([state.key for state in STATES] + ["unheard of"])
    more = st.tuples(names, names, st.sampled_from(counties), states, st.sampled_from(["", "/p/1/?a=1&b=<2>"]), names)
    tiles = tuple(Tile(cell, *draw(more)) for cell in cells)
    lines = tuple(County(name, draw(st.sampled_from([True, False, None]))) for name in counties)
    return HexMap(draw(captions), tiles, STATES, lines)


districts = rows_of(st.builds(District, names, st.sampled_from(STATES)))
hexrows = st.builds(HexRow, captions, districts, st.just(STATES), st.integers(0, 8), st.booleans())
