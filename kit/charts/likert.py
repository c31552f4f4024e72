"""Stacked answers: the share of each answer in every row, the doubtful end hatched, the percentages in the bars."""

from dataclasses import dataclass
from functools import partial

from kit.charts import palette
from kit.charts.figure import WIDE, Canvas, Caption, Figure, KeyItem, Table, Words, filled, finish
from kit.charts.marks import hatch, swatch
from kit.charts.markup import SMALL, rect, text_at
from kit.charts.numbers import Gap, shares
from kit.charts.palette import ALARM, CLAY, FULL, LIGHT, MIDDLE, NEITHER, PEACH, Paint
from kit.charts.rows import Columns, End, Rows, columns, gap_line, stack
from kit.charts.text import width_of

MARK = 28
_DOUBTFUL = (ALARM, CLAY, PEACH)
_SURE = (FULL, MIDDLE, LIGHT)


@dataclass(frozen=True)
class Answers:
    """A question: how many gave each answer, in the order of the options; or a gap (suppressed, not asked)."""

    name: str
    counts: tuple[int, ...] | Gap


@dataclass(frozen=True)
class Likert:
    """Questions with the same two to seven options, the least favourable first; the last `positive` are added up."""

    caption: Caption
    options: tuple[str, ...]
    rows: tuple[Answers, ...]
    positive: int = 2

    def __post_init__(self) -> None:
        if not 2 <= len(self.options) <= 7:
            raise ValueError("Stacked answers need two to seven options.")
        for row in self.rows:
            if not isinstance(row.counts, Gap) and (len(row.counts) != len(self.options) or min(row.counts) < 0):
                raise ValueError(f"{row.name!r} needs one count, nought or more, for each of the options.")


@dataclass(frozen=True)
class LikertWords(Words):
    """Headers of the table; phrases: `positive` "{share} agree", `people` "n {n}"."""

    name: str
    total: str
    positive: str
    people: str


def likert(data: Likert, words: LikertWords, *, width: float = WIDE, ident: str = "") -> Figure:
    """Draws the shares; a row nobody answered, or one that is a gap, is said in words."""
    draw, key = partial(_draw, data, words), _key(data)
    return finish("likert", draw, data.caption, _table(data, words), width=width, ident=ident, key=key)


def paints(options: int) -> tuple[Paint, ...]:
    """From the doubtful end to the sure end, with white in the middle of an odd number."""
    half = options // 2
    return (*_DOUBTFUL[:half], *([NEITHER] if options % 2 else []), *reversed(_SURE[:half]))


def _table(data: Likert, words: LikertWords) -> Table:
    rows = tuple((row.name, *_cells(row, data, words)) for row in data.rows)
    numeric = tuple(range(1, len(data.options) + 2))
    return Table((words.name, *data.options, words.total), rows, numeric, empty=words.empty)


def _cells(row: Answers, data: Likert, words: LikertWords) -> tuple[str, ...]:
    if isinstance(row.counts, Gap):
        return (*[row.counts.short] * len(data.options), row.counts.word)
    return (*map(str, row.counts), str(sum(row.counts)))


def _end(row: Answers, data: Likert, words: LikertWords) -> End:
    if isinstance(row.counts, Gap):
        return End(row.counts.word, gap=True)
    people = filled(words.people, n=str(sum(row.counts)))
    if not sum(row.counts):
        return End(words.missing, people, gap=True)
    share = sum(shares(row.counts)[len(data.options) - data.positive :])
    return End(filled(words.positive, share=f"{share}%"), people)


def _draw(data: Likert, words: LikertWords, width: float) -> Canvas:
    ends = [_end(row, data, words) for row in data.rows]
    rows = stack(columns([row.name for row in data.rows], ends, width), [MARK] * len(ends))
    drawn = "".join(_row(row, rows, y) for row, y in zip(data.rows, rows.middles, strict=True))
    return Canvas(width, rows.height, rows.body + drawn)


def _row(row: Answers, rows: Rows, y: float) -> str:
    if isinstance(row.counts, Gap) or not sum(row.counts):
        return gap_line(rows, y)
    return _segments(row.counts, rows.columns, y)


def _segments(counts: tuple[int, ...], cols: Columns, y: float) -> str:
    total, drawn = sum(counts), ""
    x, right = cols.stretch
    room = right - x
    for count, share, paint in zip(counts, shares(counts), paints(len(counts)), strict=True):
        wide = room * count / total
        if count:
            drawn += _segment(x, y - MARK / 2, max(wide - 1, 0.6), f"{share}%", paint)
        x += wide
    return drawn


def _segment(x: float, top: float, wide: float, share: str, paint: Paint) -> str:
    box = _box(x, top, wide, MARK, paint)
    if wide < width_of(share, SMALL, bold=True) + 4:
        return box
    middle = x + wide / 2
    return box + text_at(middle, top + MARK / 2 + 5, share, size=SMALL, anchor="middle", bold=True, fill=paint.ink)


def _box(x: float, top: float, wide: float, high: float, paint: Paint) -> str:
    """The doubtful answers that are not solid are hatched along both edges, clear of the words."""
    box = rect(x, top, wide, high, paint)
    if paint in (CLAY, PEACH) and wide > 2:
        for y in (top + 1, top + high - 6):
            box += hatch(x + 1, y, wide - 2, 5, step=5, stroke=palette.ACCENT)
    return box


def _key(data: Likert) -> tuple[KeyItem, ...]:
    return tuple(
        KeyItem(swatch(_box(1, 1, 20, 20, paint)), option)
        for option, paint in zip(data.options, paints(len(data.options)), strict=True)
    )
