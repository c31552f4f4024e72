"""Bars: one number a row, from nought; a negative one is hatched and runs the other way."""

from dataclasses import dataclass
from functools import partial

from kit.charts import palette
from kit.charts.figure import WIDE, Canvas, Caption, Figure, Table, Words, finish
from kit.charts.marks import hatch
from kit.charts.markup import line, rect, short
from kit.charts.numbers import WHOLE, NumberStyle, Value, number, numbers, said
from kit.charts.rows import AXIS, axis, columns, end_of, gap_line, stack
from kit.charts.ticks import Scale, nice_ticks, tick_places

MARK = 22


@dataclass(frozen=True)
class Bar:
    """A row: its name, its number, and a soft note under the number, such as how many are behind it."""

    name: str
    value: Value
    note: str = ""


@dataclass(frozen=True)
class Bars:
    """The bars in the order they are shown; `low` and `high` widen the axis, so that several charts compare."""

    caption: Caption
    rows: tuple[Bar, ...]
    style: NumberStyle = WHOLE
    low: float = 0
    high: float = 0


@dataclass(frozen=True)
class BarWords(Words):
    """Headers of the table; an empty `note` leaves its column out."""

    name: str
    value: str
    note: str = ""


def bars(data: Bars, words: BarWords, *, width: float = WIDE, ident: str = "") -> Figure:
    """Draws the bars, the numbers in bold at their ends."""
    draw = partial(_draw, data, words)
    return finish("bars", draw, data.caption, _table(data, words), width=width, ident=ident)


def _table(data: Bars, words: BarWords) -> Table:
    headers = (words.name, words.value, words.note) if words.note else (words.name, words.value)
    rows = tuple((row.name, said(row.value, data.style, words.missing), row.note)[: len(headers)] for row in data.rows)
    return Table(headers, rows, numeric=(1,), empty=words.empty)


def _draw(data: Bars, words: BarWords, width: float) -> Canvas:
    found = numbers(row.value for row in data.rows)
    ticks = nice_ticks(min([0, data.low, *found]), max([0, data.high, *found]), 5 if width >= WIDE else 4)
    ends = [end_of(row.value, data.style, words.missing, row.note) for row in data.rows]
    cols = columns([row.name for row in data.rows], ends, width)
    rows = stack(cols, [MARK] * len(ends), AXIS)
    scale = Scale(ticks[0], ticks[-1], cols.left, cols.right)
    style = NumberStyle(data.style.prefix, data.style.suffix, tick_places(ticks), group=data.style.group)
    drawn = axis(rows, scale, ticks, style, MARK)
    for row, middle in zip(data.rows, rows.middles, strict=True):
        value = number(row.value)
        drawn += gap_line(rows, middle) if value is None else _bar(scale, value, middle)
    return Canvas(width, rows.height, rows.body + drawn)


def _bar(scale: Scale, value: float, middle: float) -> str:
    zero, end, top = scale.at(0), scale.at(value), middle - MARK / 2
    foot = line(f"M{short(zero)} {short(top - 3)}V{short(top + MARK + 3)}")
    if value > 0:
        return rect(zero, top, end - zero, MARK, palette.FULL) + foot
    if value < 0:
        return rect(end, top, zero - end, MARK, palette.LIGHT) + hatch(end, top, zero - end, MARK) + foot
    return foot
