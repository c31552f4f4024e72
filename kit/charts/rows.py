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
    """What stands at the end of a row: the number in bold (a gap's word is not bold), and a soft second line."""

    main: str
    second: str = ""
    gap: bool = False


@dataclass(frozen=True)
class Columns:
    """Where the drawing may stand, from left to right, and how the words are broken to leave it that room."""

    width: float
    left: float
    right: float
    names: tuple[tuple[str, ...], ...]
    ends: tuple[End, ...]

    @property
    def stacked(self) -> bool:
        """Whether names stand above the drawing."""
        return self.width < NARROW


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


def _end_width(end: End) -> float:
    return max(width_of(end.main, SIZE, bold=not end.gap), width_of(end.second, SMALL))


def columns(names: Sequence[str], ends: Sequence[End], width: float) -> Columns:
    """Breaks names and ends so that at least two fifths of a wide chart is left to draw in."""
    clear = [clean(name) for name in names]
    if width < NARROW:
        return _stacked_columns(clear, ends, width)
    end_width = min(max(map(_end_width, ends), default=0), 0.26 * width)
    name_width = min(max((width_of(name, SIZE) for name in clear), default=0) + 1, 0.32 * width)
    return Columns(
        width,
        name_width + GAP,
        width - end_width - GAP,
        tuple(wrap(name, name_width, SIZE) for name in clear),
        tuple(_cut(end, end_width + 1) for end in ends),
    )


def _stacked_columns(names: Sequence[str], ends: Sequence[End], width: float) -> Columns:
    cut = tuple(_cut(end, 0.5 * width, 0.98 * width) for end in ends)
    lines = tuple(
        wrap(name, width - GAP - width_of(end.main, SIZE, bold=True), SIZE)
        for name, end in zip(names, cut, strict=True)
    )
    return Columns(width, EDGE, width - EDGE, lines, cut)


def _cut(end: End, main: float, second: float | None = None) -> End:
    first = one_line(clean(end.main), main, SIZE, bold=True)
    return End(first, one_line(clean(end.second), main if second is None else second, SMALL), end.gap)


def stack(cols: Columns, marks: Sequence[float], top: float = 0) -> Rows:
    """Sets the rows under each other from `top`; `marks` are the heights of their drawings."""
    middles, body, y = [], [], top
    for i, mark in enumerate(marks):
        names, end = cols.names[i], cols.ends[i]
        place = _stacked_row if cols.stacked else _wide_row
        middle, bottom, texts = place(cols, names, end, y, mark)
        rule = line(f"M0 {short(bottom)}H{short(cols.width)}", class_="ch-grid", stroke=palette.RULE, width=1)
        middles.append(middle)
        body.append(texts + rule)
        y = bottom
    return Rows(cols, tuple(middles), y + 1, "".join(body))


def _wide_row(cols: Columns, names: tuple[str, ...], end: End, y: float, mark: float) -> tuple[float, float, str]:
    height = max(mark + 14, len(names) * LEADING + 12, 50 if end.second else 0)
    middle = y + height / 2
    first = middle - (len(names) - 1) * LEADING / 2 + 5
    texts = [text_at(0, first + i * LEADING, name) for i, name in enumerate(names)]
    lift = 8 if end.second else 0
    texts.append(_main(end, cols.width, middle + 5 - lift))
    if end.second:
        texts.append(text_at(cols.width, middle + 15, end.second, size=SMALL, anchor="end", fill=palette.SOFT))
    return middle, y + height, "".join(texts)


def _stacked_row(cols: Columns, names: tuple[str, ...], end: End, y: float, mark: float) -> tuple[float, float, str]:
    base = y + 22
    texts = [text_at(0, base + i * LEADING, name) for i, name in enumerate(names)]
    texts.append(_main(end, cols.width, base))
    below = base + (max(len(names), 1) - 1) * LEADING
    if end.second:
        below += 18
        texts.append(text_at(0, below, end.second, size=SMALL, fill=palette.SOFT))
    middle = below + 8 + mark / 2
    return middle, middle + mark / 2 + 10, "".join(texts)


def _main(end: End, x: float, y: float) -> str:
    fill = palette.SOFT if end.gap else palette.INK
    return text_at(x, y, end.main, anchor="end", bold=not end.gap, fill=fill) if end.main else ""


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
