"""Dot plot: each theme's score against last year's and the middle half of others; a diamond when it is weak."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from kit.charts import palette
from kit.charts.figure import WIDE, Canvas, Caption, Figure, KeyItem, Table, Words, filled, finish
from kit.charts.marks import diamond, dot, swatch
from kit.charts.markup import line, painted, rect, short, tag
from kit.charts.numbers import SCORE, NumberStyle, Value, number, said
from kit.charts.rows import AXIS, EDGE, Rows, axis, columns, end_of, gap_line, stack
from kit.charts.ticks import Scale, nice_ticks, tick_places

MARK = 26
LAST = palette.Paint("last", palette.WHITE, palette.INK, 2)
NOW = palette.Paint("now", palette.DEEP, palette.WHITE)


@dataclass(frozen=True)
class Dot:
    """A theme: this year's score, last year's, and lower quartile, median and upper quartile of others (or gaps)."""

    name: str
    now: Value
    last: Value = None
    quartiles: tuple[Value, Value, Value] = (None, None, None)


Placed = Sequence[tuple[Dot, float]]  # each row with the middle of its drawing


@dataclass(frozen=True)
class Dots:
    """Scores on one scale from low to high; below `weak` a score is marked with a diamond."""

    caption: Caption
    rows: tuple[Dot, ...]
    low: float = 1
    high: float = 4
    weak: float = 2
    style: NumberStyle = SCORE


@dataclass(frozen=True)
class DotWords(Words):
    """Headers of the table; the key's words; `between` is a phrase such as "{low} to {high}"."""

    name: str
    now: str
    last: str
    others: str
    median: str
    key_now: str
    key_weak: str
    key_last: str
    key_others: str
    between: str


def dots(data: Dots, words: DotWords, *, width: float = WIDE, ident: str = "") -> Figure:
    """Draws the scores. A ring round the mark says that last year's score is the same."""
    draw, key = partial(_draw, data, words), _key(data, words)
    return finish("dots", draw, data.caption, _table(data, words), width=width, ident=ident, key=key)


def _between(row: Dot, data: Dots, words: DotWords) -> str:
    low, _, high = row.quartiles
    if number(low) is None or number(high) is None:
        return said(low if number(low) is None else high, data.style, words.missing)
    return filled(words.between, low=said(low, data.style, words.missing), high=said(high, data.style, words.missing))


def _table(data: Dots, words: DotWords) -> Table:
    rows = tuple(
        (
            row.name,
            said(row.now, data.style, words.missing),
            said(row.last, data.style, words.missing),
            _between(row, data, words),
            said(row.quartiles[1], data.style, words.missing),
        )
        for row in data.rows
    )
    headers = (words.name, words.now, words.last, words.others, words.median)
    return Table(headers, rows, numeric=(1, 2, 3, 4), empty=words.empty)


def _draw(data: Dots, words: DotWords, width: float) -> Canvas:
    ends = [end_of(row.now, data.style, words.missing, _second(row, data, words)) for row in data.rows]
    cols = columns([row.name for row in data.rows], ends, width)
    rows = stack(cols, [MARK] * len(ends), AXIS)
    scale = Scale(data.low, data.high, cols.left + EDGE, cols.right - EDGE)
    ticks = [tick for tick in nice_ticks(data.low, data.high, 4) if data.low <= tick <= data.high]
    drawn = axis(rows, scale, ticks, NumberStyle(places=tick_places(ticks)), MARK)
    placed = list(zip(data.rows, rows.middles, strict=True))
    drawn += _bands(placed, scale) + _changes(placed, scale)
    drawn += _marks(data, placed, rows, scale)
    return Canvas(width, rows.height, rows.body + drawn)


def _second(row: Dot, data: Dots, words: DotWords) -> str:
    return f"{words.last} {said(row.last, data.style, words.missing)}" if number(row.last) is not None else ""


def _marks(data: Dots, placed: Placed, rows: Rows, scale: Scale) -> str:
    """Last year's marks beneath this year's; each kind in a group that has its paint once."""
    gaps, lasts, nows, weak = "", "", "", ""
    for row, y in placed:
        now, last = number(row.now), number(row.last)
        gaps += gap_line(rows, y) if now is None else ""
        if last is not None:
            lasts += _circle(scale.at(last), y, 12 if last == now else 5.5, LAST)
        if now is not None and now < data.weak:
            weak += diamond(scale.at(now), y, 9.5)
        elif now is not None:
            nows += _circle(scale.at(now), y, 8.5, NOW)
    return gaps + _painted(lasts, LAST) + _painted(nows, NOW) + weak


def _circle(x: float, y: float, radius: float, paint: palette.Paint) -> str:
    """A mark whose paint its group has."""
    return tag("circle", cx=x, cy=y, r=radius, class_=f"ch-{paint.name}")


def _painted(marks: str, paint: palette.Paint) -> str:
    """Marks of one kind as a group."""
    return tag("g", marks, **{**painted(paint), "class_": None}) if marks else ""


def _changes(placed: Placed, scale: Scale) -> str:
    """One path from last year's marks to this year's."""
    d = "".join(
        f"M{short(scale.at(last))} {short(y)}H{short(scale.at(now))}"
        for row, y in placed
        if (now := number(row.now)) is not None and (last := number(row.last)) is not None
    )
    return line(d) if d else ""


def _bands(placed: Placed, scale: Scale) -> str:
    """One path of every band, and one of every median: a page with many themes stays light."""
    boxes, middles = "", ""
    for row, y in placed:
        low, middle, high = map(number, row.quartiles)
        if low is not None and high is not None:
            left, right = sorted((scale.at(low), scale.at(high)))
            boxes += _box(min(left, right - 6), right, y)
        if middle is not None:
            middles += f"M{short(scale.at(middle))} {short(y - 12)}V{short(y + 12)}"
    drawn = tag("path", d=boxes, **painted(palette.LIGHT)) if boxes else ""
    return drawn + (line(middles, stroke=palette.MID_LINE, width=2.5) if middles else "")


def _box(left: float, right: float, y: float) -> str:
    """A band whose outline lies inside it."""
    inset = palette.LIGHT.line_width / 2
    top, bottom = short(y - 10 + inset), short(y + 10 - inset)
    return f"M{short(left + inset)} {top}H{short(right - inset)}V{bottom}H{short(left + inset)}Z"


def _key(data: Dots, words: DotWords) -> tuple[KeyItem, ...]:
    """Only what occurs in the picture."""
    now = [found for row in data.rows if (found := number(row.now)) is not None]
    band = rect(1, 3, 28, 16, palette.LIGHT) + line("M15 1V21", stroke=palette.MID_LINE, width=2.5)
    items = (
        (any(value >= data.weak for value in now), swatch(dot(11, 11, 8.5, NOW)), words.key_now),
        (any(value < data.weak for value in now), swatch(diamond(11, 11, 9.5)), words.key_weak),
        (any(number(row.last) is not None for row in data.rows), swatch(dot(11, 11, 5.5, LAST)), words.key_last),
        (any(number(row.quartiles[0]) is not None for row in data.rows), swatch(band, 30, 22), words.key_others),
    )
    return tuple(KeyItem(mark, label) for occurs, mark, label in items if occurs)
