"""Sparkline: a small line beside words, its last number written at its end; where one is missing the line breaks."""

from collections.abc import Sequence
from dataclasses import dataclass

from kit.charts import palette
from kit.charts.figure import Canvas, Caption, Figure, Table, Words, identity, nothing, picture
from kit.charts.marks import dot
from kit.charts.markup import SIZE, clean, line, short, text_at
from kit.charts.numbers import WHOLE, Gap, NumberStyle, Value, number, numbers, said
from kit.charts.text import one_line, width_of
from kit.charts.ticks import Scale

HIGH = 34
SPARK = 160
Place = tuple[float, float]


@dataclass(frozen=True)
class Sparkline:
    """Points in time: (when, number or gap), the oldest first."""

    caption: Caption
    points: tuple[tuple[str, Value], ...]
    style: NumberStyle = WHOLE


@dataclass(frozen=True)
class SparkWords(Words):
    """Headers of the table."""

    when: str
    value: str


def sparkline(data: Sparkline, words: SparkWords, *, width: float = SPARK, ident: str = "") -> Figure:
    """Draws the line; one picture serves every width."""
    rows = tuple((when, said(value, data.style, words.missing)) for when, value in data.points)
    table = Table((words.when, words.value), rows, (1,), empty=words.empty)
    ident = identity(ident, "sparkline", data.caption, table)
    canvas = _draw(data, words, width) if rows else nothing(words.empty, max(width, SPARK))
    svg = picture(canvas, data.caption, ident)
    return Figure(svg, data.caption.title, data.caption.description, table, ident)


def _draw(data: Sparkline, words: SparkWords, width: float) -> Canvas:
    values = [value for _, value in data.points]
    last = one_line(clean(_last(values[-1], data, words)), width * 0.6, SIZE, bold=True)
    right = width - width_of(last, SIZE, bold=True) - 12
    places = _places(values, Scale(min(0, len(values) - 2), max(len(values) - 1, 0), 6, max(right, 12)))
    drawn = "".join(_run(run) for run in _runs(places) if run != [places[-1]])
    gap = number(values[-1]) is None
    if places[-1] is not None:
        drawn += dot(*places[-1], 4, palette.FULL)
    fill = palette.SOFT if gap else palette.INK
    return Canvas(width, HIGH, drawn + text_at(width, HIGH / 2 + 5, last, anchor="end", bold=not gap, fill=fill))


def _last(value: Value, data: Sparkline, words: SparkWords) -> str:
    """The number, or the gap's short word: the table has the rest."""
    return value.short if isinstance(value, Gap) else said(value, data.style, words.missing)


def _places(values: Sequence[Value], across: Scale) -> list[Place | None]:
    """Where each point lies; when all are equal, half way up."""
    found = numbers(values)
    low, high = min(found, default=0.0), max(found, default=0.0)
    up = Scale(low, high, HIGH - 7, 7) if high > low else Scale(low, low + 1, HIGH / 2, HIGH / 2)
    return [
        None if (exact := number(value)) is None else (across.at(i), up.at(exact)) for i, value in enumerate(values)
    ]


def _runs(places: Sequence[Place | None]) -> list[list[Place]]:
    """The stretches without a gap."""
    runs: list[list[Place]] = [[]]
    for place in places:
        if place is None:
            runs.append([])
        else:
            runs[-1].append(place)
    return [run for run in runs if run]


def _run(run: Sequence[Place]) -> str:
    if len(run) == 1:
        return dot(*run[0], 2.5, palette.FULL)
    d = "M" + "L".join(f"{short(x)} {short(y)}" for x, y in run)
    return line(d, stroke=palette.DEEP, width=2)
