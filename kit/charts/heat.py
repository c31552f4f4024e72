"""Heat table: every cell says its number; the ground runs light to dark, and a weak one carries the accent diamond."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from kit.charts import palette
from kit.charts.figure import NARROW, WIDE, Canvas, Caption, Figure, KeyItem, Table, Words, finish
from kit.charts.marks import box_swatch, diamond, swatch
from kit.charts.markup import SIZE, clean, rect, text_at
from kit.charts.numbers import SCORE, Gap, NumberStyle, Value, number, said
from kit.charts.palette import FULL, LIGHT, MIDDLE, NEITHER, Paint
from kit.charts.text import fit, one_line, width_of, wrap

CELL = 44
HIGH = 36
HEAD_SIZES = (13, 12, 11)
PHONE_NAME = 290
STEPS = (NEITHER, LIGHT, MIDDLE, FULL)


@dataclass(frozen=True)
class HeatRow:
    """A row: its name and one value a column."""

    name: str
    values: tuple[Value, ...]


@dataclass(frozen=True)
class Heat:
    """Rows by columns. `cuts` are the three values at which the ground gets darker; below `weak` stands a diamond."""

    caption: Caption
    columns: tuple[str, ...]
    rows: tuple[HeatRow, ...]
    cuts: tuple[float, float, float]
    weak: float | None = None
    style: NumberStyle = SCORE

    def __post_init__(self) -> None:
        if any(len(row.values) != len(self.columns) for row in self.rows):
            raise ValueError("Each row of a heat table needs one value for each column.")


@dataclass(frozen=True)
class HeatWords(Words):
    """The header of the names; the key: one label for each of the four grounds, and one for the diamond."""

    name: str
    grounds: tuple[str, str, str, str]
    weak: str


def heat(data: Heat, words: HeatWords, *, width: float = WIDE, ident: str = "") -> Figure:
    """Draws the cells; more columns than fit go on in a second panel beneath."""
    draw, key = partial(_draw, data, words), _key(data, words)
    return finish("heat", draw, data.caption, _table(data, words), width=width, ident=ident, key=key)


def _table(data: Heat, words: HeatWords) -> Table:
    rows = tuple((row.name, *(said(v, data.style, words.missing) for v in row.values)) for row in data.rows)
    return Table((words.name, *data.columns), rows, tuple(range(1, len(data.columns) + 1)), words.empty)


def _short(value: Value, style: NumberStyle) -> str:
    """What a cell shows: the number, or the short word of a gap."""
    if isinstance(value, Gap):
        return value.short
    return "–" if number(value) is None else said(value, style, "")


def _paint(value: Value, cuts: Sequence[float]) -> Paint:
    found = number(value)
    return palette.BLANK if found is None else STEPS[sum(found >= cut for cut in cuts)]


@dataclass(frozen=True)
class _Panel:
    """Columns `first` to `last` of the table, drawn from `top` with `name_width` for the names (0: names above)."""

    first: int
    last: int
    top: float
    name_width: float
    cell: float


def _draw(data: Heat, words: HeatWords, width: float) -> Canvas:
    longest = max((width_of(clean(row.name), SIZE) for row in data.rows), default=0)
    name_width = 0 if width < NARROW else min(longest + 12, 0.34 * width)
    room = width - name_width
    fit_in = max(1, int(room // min(_widest(data), room)))
    panels = max(1, -(-len(data.columns) // fit_in))
    each = max(1, -(-len(data.columns) // panels))
    top, body = 0.0, ""
    for first in range(0, len(data.columns), each):
        last = min(first + each, len(data.columns))
        markup, top = _panel(data, _Panel(first, last, top, name_width, min(room / each, 120)))
        body, top = body + markup, top + 24
    return Canvas(width, max(top - 22, 1), body)


def _widest(data: Heat) -> float:
    """The width of a column that holds its number beside a diamond, and its heading without breaking a word."""
    cells = [width_of(_short(value, data.style), SIZE) + 20 for row in data.rows for value in row.values]
    heads = [width_of(word, HEAD_SIZES[-1]) + 6 for name in data.columns for word in clean(name).split()]
    return max([CELL, *cells, *heads])


def _panel(data: Heat, panel: _Panel) -> tuple[str, float]:
    heads = [fit(clean(name), panel.cell - 4, HEAD_SIZES) for name in data.columns[panel.first : panel.last]]
    deep = max(len(lines) for _, lines in heads) * 16 + 8
    y, body = panel.top + deep, ""
    for i, (size, lines) in enumerate(heads):
        for up, text in enumerate(reversed(lines)):
            body += text_at(_middle(panel, i), y - 8 - up * 16, text, size=size, anchor="middle")
    for row in data.rows:
        markup, y = _row(data, row, panel, y)
        body += markup
    return body, y


def _middle(panel: _Panel, column: int) -> float:
    return panel.name_width + panel.cell * (column + 0.5)


def _row(data: Heat, row: HeatRow, panel: _Panel, y: float) -> tuple[str, float]:
    room = panel.name_width - 12 if panel.name_width else PHONE_NAME
    lines = wrap(clean(row.name), room, SIZE, most=2)
    if not panel.name_width:
        body = "".join(text_at(0, y + 18 + i * 18, text) for i, text in enumerate(lines))
        y += len(lines) * 18 + 8
    else:
        first = y + HIGH / 2 + 5 - (len(lines) - 1) * 8.5
        body = "".join(text_at(0, first + i * 17, text) for i, text in enumerate(lines))
    values = row.values[panel.first : panel.last]
    return body + "".join(_cell(data, value, panel, i, y) for i, value in enumerate(values)), y + HIGH


def _cell(data: Heat, value: Value, panel: _Panel, column: int, y: float) -> str:
    x, found, paint = panel.name_width + panel.cell * column, number(value), _paint(value, data.cuts)
    box = rect(x + 1, y + 1, panel.cell - 2, HIGH - 2, paint)
    if data.weak is not None and found is not None and found < data.weak:
        box += diamond(x + panel.cell - 8, y + 8, 4.5)
    text = one_line(clean(_short(value, data.style)), panel.cell - 8, SIZE)
    return box + text_at(_middle(panel, column), y + HIGH / 2 + 5, text, anchor="middle", fill=paint.ink)


def _key(data: Heat, words: HeatWords) -> tuple[KeyItem, ...]:
    """The grounds that occur, then the diamond if one does."""
    found = [value for row in data.rows for v in row.values if (value := number(v)) is not None]
    used = {_paint(value, data.cuts).name for value in found}
    grounds = zip(STEPS, words.grounds, strict=True)
    items = [KeyItem(box_swatch(paint), label) for paint, label in grounds if paint.name in used]
    weak = data.weak is not None and any(value < data.weak for value in found)
    return (*items, KeyItem(swatch(diamond(11, 11, 7)), words.weak)) if weak else tuple(items)
