"""The layout that row charts share: a name, a stretch to draw in, and the number at the end.

Wide, they stand beside each other; on a phone the name stands above and the number at its end.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from kit.charts import palette
from kit.charts.figure import NARROW
from kit.charts.markup import SIZE, SMALL, clean, line, short, text_at
from kit.charts.numbers import NumberStyle, Value, number, said
from kit.charts.text import one_line, width_of, wrap
from kit.charts.ticks import Scale

LEADING = 19
GAP = 16
AXIS = 24
EDGE = 10


@dataclass(frozen=True)
class End:
    """What stands at the end of a row: the number in bold, or a gap's words small and soft; then a soft second line."""

    main: str
    second: str = ""
    gap: bool = False

    @property
    def width(self) -> float:
        """The room it would like: a gap's words may take two lines."""
        main = max(width_of(self.main, SMALL) * 0.6, 96) if self.gap else width_of(self.main, SIZE, bold=True)
        return max(min(main, width_of(self.main, SIZE, bold=True)), width_of(self.second, SMALL))

    def lines(self, main: float, second: float) -> tuple[tuple[str, ...], str]:
        """The main lines no wider than `main`, and the second no wider than `second`."""
        if self.gap:
            return wrap(clean(self.main), main, SMALL, most=2), one_line(clean(self.second), second, SMALL)
        first = one_line(clean(self.main), main, SIZE, bold=True)
        return (first,) if first else (), one_line(clean(self.second), second, SMALL)


@dataclass(frozen=True)
class Written:
    """A row's words, broken to fit: its name, the lines at its end and the soft line under them."""

    name: tuple[str, ...]
    main: tuple[str, ...]
    second: str
    gap: bool

    @property
    def main_width(self) -> float:
        """The width of the widest line at the end."""
        size = SMALL if self.gap else SIZE
        return max((width_of(text, size, bold=not self.gap) for text in self.main), default=0)


@dataclass(frozen=True)
class Columns:
    """Where the drawing may stand, from left to right, and how the words are broken to leave it that room."""

    width: float
    left: float
    right: float
    rows: tuple[Written, ...]

    @property
    def stacked(self) -> bool:
        """Whether names stand above the drawing."""
        return self.width < NARROW

    @property
    def stretch(self) -> tuple[float, float]:
        """From where to where a drawing without an axis may reach: all across when names stand above."""
        return (0, self.width) if self.stacked else (self.left, self.right)


@dataclass(frozen=True)
class Rows:
    """Rows set one under another: the middle of each drawing, the height of all, and the words as markup."""

    columns: Columns
    middles: tuple[float, ...]
    height: float
    body: str


def end_of(value: Value, style: NumberStyle, missing: str, second: str = "") -> End:
    """The end of a row for a number or for a gap."""
    return End(said(value, style, missing), second, gap=number(value) is None)


def columns(names: Sequence[str], ends: Sequence[End], width: float) -> Columns:
    """Breaks names and ends so that at least two fifths of a wide chart is left to draw in."""
    if width < NARROW:
        return Columns(width, EDGE, width - EDGE, tuple(map(_stacked, names, ends, [width] * len(ends))))
    end_width = min(max((end.width for end in ends), default=0), 0.26 * width) + 1
    name_width = min(max((width_of(clean(name), SIZE) for name in names), default=0), 0.3 * width) + 1
    written = [
        Written(wrap(clean(name), name_width, SIZE), *end.lines(end_width, end_width), end.gap)
        for name, end in zip(names, ends, strict=True)
    ]
    return Columns(width, name_width + GAP, width - end_width - GAP, tuple(written))


def _stacked(name: str, end: End, width: float) -> Written:
    main, second = end.lines(0.45 * width, width)
    row = Written((), main, second, end.gap)
    return Written(wrap(clean(name), width - GAP - row.main_width, SIZE), main, second, end.gap)


def stack(cols: Columns, marks: Sequence[float], top: float = 0) -> Rows:
    """Sets the rows under each other from `top`; `marks` are the heights of their drawings."""
    place = _stacked_row if cols.stacked else _wide_row
    middles, body, rules, y = [], [], "", top
    for row, mark in zip(cols.rows, marks, strict=True):
        middle, y, texts = place(row, cols.width, y, mark)
        middles.append(middle)
        body.append(texts)
        rules += f"M0 {short(y)}H{short(cols.width)}"
    body.append(line(rules, class_="ch-grid", stroke=palette.RULE, width=1))
    return Rows(cols, tuple(middles), y + 1, "".join(body))


def _wide_row(row: Written, width: float, y: float, mark: float) -> tuple[float, float, str]:
    end = len(row.main) * 18 + (17 if row.second else 0)
    height = max(mark + 14, len(row.name) * LEADING + 12, end + 14)
    middle = y + height / 2
    first = middle - (len(row.name) - 1) * LEADING / 2 + 5
    names = [text_at(0, first + i * LEADING, text) for i, text in enumerate(row.name)]
    base = middle - end / 2 + 14
    second = ""
    if row.second:
        under = base + len(row.main) * 18 - 2
        second = text_at(width, under, row.second, size=SMALL, anchor="end", fill=palette.SOFT)
    return middle, y + height, "".join(names) + _main(row, width, base) + second


def _stacked_row(row: Written, width: float, y: float, mark: float) -> tuple[float, float, str]:
    base = y + 22
    texts = [text_at(0, base + i * LEADING, text) for i, text in enumerate(row.name)]
    below = base + (max(len(row.name), len(row.main), 1) - 1) * LEADING
    if row.second:
        below += 18
        texts.append(text_at(0, below, row.second, size=SMALL, fill=palette.SOFT))
    middle = below + 8 + mark / 2
    return middle, middle + mark / 2 + 10, "".join(texts) + _main(row, width, base)


def _main(row: Written, x: float, y: float) -> str:
    if row.gap:
        return "".join(
            text_at(x, y + i * 18, text, size=SMALL, anchor="end", fill=palette.SOFT) for i, text in enumerate(row.main)
        )
    return "".join(text_at(x, y, text, anchor="end", bold=True) for text in row.main)


def axis(rows: Rows, scale: Scale, ticks: Sequence[float], style: NumberStyle, mark: float) -> str:
    """Tick labels above the rows, as many as have room, and a thin line for each tick beside every drawing."""
    texts, reached = [], -1e9
    for tick in ticks:
        label = style.write(tick)
        half = width_of(label, SMALL) / 2
        middle = min(max(scale.at(tick), half), rows.columns.width - half)
        if middle - half > reached + 6:
            texts.append(text_at(middle, 15, label, size=SMALL, anchor="middle", fill=palette.SOFT))
            reached = middle + half
    reach = mark / 2 + 3
    d = "".join(
        f"M{short(scale.at(tick))} {short(middle - reach)}V{short(middle + reach)}"
        for middle in rows.middles
        for tick in ticks
    )
    return "".join(texts) + line(d, class_="ch-grid", stroke=palette.RULE, width=1)


def gap_line(rows: Rows, middle: float) -> str:
    """A dashed line where there is no number to draw."""
    d = f"M{short(rows.columns.left)} {short(middle)}H{short(rows.columns.right)}"
    return line(d, class_="ch-gap", stroke=palette.NONE_LINE, dash="3 5")
