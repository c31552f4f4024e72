"""Dumbbell: baseline to follow-up, with the number of pairs and the interval of the change.

The interval belongs to the paired change, so it is drawn from the baseline: where it covers the ring, no change is
among the values it allows.
"""

from dataclasses import dataclass
from functools import partial

from kit.charts import palette
from kit.charts.figure import WIDE, Canvas, Caption, Figure, KeyItem, Table, Words, filled, finish
from kit.charts.marks import dot, swatch
from kit.charts.markup import line, rect, short
from kit.charts.numbers import CHANGE, SCORE, NumberStyle, Value, number, said
from kit.charts.rows import AXIS, EDGE, End, Rows, axis, columns, gap_line, stack
from kit.charts.ticks import Scale, nice_ticks, tick_places

MARK = 32
BEFORE = palette.Paint("last", palette.WHITE, palette.INK, 2)


@dataclass(frozen=True)
class Change:
    """A scale: means before and after, number of pairs, and low and high of the interval of the change (or gaps)."""

    name: str
    before: Value
    after: Value
    pairs: int
    low: Value = None
    high: Value = None


@dataclass(frozen=True)
class Dumbbell:
    """Changes on one scale from low to high."""

    caption: Caption
    rows: tuple[Change, ...]
    low: float = 1
    high: float = 5
    style: NumberStyle = SCORE
    change_style: NumberStyle = CHANGE


@dataclass(frozen=True)
class DumbbellWords(Words):
    """Headers of the table, which also name the marks; phrases: `between` "{low} to {high}", `people` "n {n}"."""

    name: str
    before: str
    after: str
    change: str
    interval: str
    pairs: str
    between: str
    people: str


def dumbbell(data: Dumbbell, words: DumbbellWords, *, width: float = WIDE, ident: str = "") -> Figure:
    """Draws a ring for the baseline, a square for the follow-up and a bracket for the interval."""
    draw, key = partial(_draw, data, words), _key(data, words)
    return finish("dumbbell", draw, data.caption, _table(data, words), width=width, ident=ident, key=key)


def _change(row: Change) -> float | None:
    before, after = number(row.before), number(row.after)
    return None if before is None or after is None else round(after - before, 9)


def _change_said(row: Change, data: Dumbbell, words: DumbbellWords) -> str:
    gap = row.before if number(row.before) is None else row.after
    change = _change(row)
    return said(gap, data.style, words.missing) if change is None else data.change_style.write(change)


def _interval(row: Change, data: Dumbbell, words: DumbbellWords) -> str:
    if number(row.low) is None or number(row.high) is None:
        return said(row.low if number(row.low) is None else row.high, data.style, words.missing)
    low, high = (said(value, data.change_style, words.missing) for value in (row.low, row.high))
    return filled(words.between, low=low, high=high)


def _table(data: Dumbbell, words: DumbbellWords) -> Table:
    rows = tuple(
        (
            row.name,
            said(row.before, data.style, words.missing),
            said(row.after, data.style, words.missing),
            _change_said(row, data, words),
            _interval(row, data, words),
            f"{row.pairs}",
        )
        for row in data.rows
    )
    headers = (words.name, words.before, words.after, words.change, words.interval, words.pairs)
    return Table(headers, rows, numeric=(1, 2, 3, 4, 5), empty=words.empty)


def _end(row: Change, data: Dumbbell, words: DumbbellWords) -> End:
    people = filled(words.people, n=f"{row.pairs}")
    known = number(row.low) is not None and number(row.high) is not None
    second = f"{_interval(row, data, words)}, {people}" if known else people
    return End(_change_said(row, data, words), second, gap=_change(row) is None)


def _draw(data: Dumbbell, words: DumbbellWords, width: float) -> Canvas:
    ends = [_end(row, data, words) for row in data.rows]
    cols = columns([row.name for row in data.rows], ends, width)
    rows = stack(cols, [MARK] * len(ends), AXIS)
    scale = Scale(data.low, data.high, cols.left + EDGE, cols.right - EDGE)
    ticks = [tick for tick in nice_ticks(data.low, data.high, 4) if data.low <= tick <= data.high]
    drawn = axis(rows, scale, ticks, NumberStyle(places=tick_places(ticks)), MARK)
    drawn += "".join(_row(row, rows, middle, scale) for row, middle in zip(data.rows, rows.middles, strict=True))
    return Canvas(width, rows.height, rows.body + drawn)


def _row(row: Change, rows: Rows, y: float, scale: Scale) -> str:
    before, after = number(row.before), number(row.after)
    drawn = []
    if before is None and after is None:
        drawn.append(gap_line(rows, y))
    if before is not None and after is not None:
        drawn.append(line(f"M{short(scale.at(before))} {short(y)}H{short(scale.at(after))}", width=3))
        drawn.append(_bracket(row, before, y, scale))
    if before is not None:
        drawn.append(dot(scale.at(before), y, 6.5, BEFORE))
    if after is not None:
        drawn.append(rect(scale.at(after) - 6.5, y - 6.5, 13, 13, palette.FULL))
    return "".join(drawn)


def _bracket(row: Change, before: float, y: float, scale: Scale) -> str:
    low, high = number(row.low), number(row.high)
    if low is None or high is None:
        return ""
    left, right, foot = short(scale.at(before + low)), short(scale.at(before + high)), y + 13
    top, end = short(foot - 4), short(foot + 4)
    d = f"M{left} {top}V{end}M{left} {short(foot)}H{right}M{right} {top}V{end}"
    return line(d, stroke=palette.SOFT)


def _key(data: Dumbbell, words: DumbbellWords) -> tuple[KeyItem, ...]:
    bracket = line("M2 7V15M2 11H28M28 7V15", stroke=palette.SOFT)
    items = [
        KeyItem(swatch(dot(11, 11, 6.5, BEFORE)), words.before),
        KeyItem(swatch(rect(4.5, 4.5, 13, 13, palette.FULL)), words.after),
    ]
    known = any(number(row.low) is not None for row in data.rows)
    return (*items, KeyItem(swatch(bracket, 30, 22), words.interval)) if known else tuple(items)
