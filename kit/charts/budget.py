"""Budget bars: of each line what is paid, committed, allocated and left, with the amounts beneath the bar.

Committed includes what is paid, allocated includes what is committed, unless each is told apart. What is allocated
beyond the total shows as over.
"""

from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache, partial

from kit.charts import palette
from kit.charts.figure import WIDE, Canvas, Caption, Figure, KeyItem, Table, Words, filled, finish
from kit.charts.marks import box_swatch, hatching
from kit.charts.markup import SIZE, SMALL, clean, line, rect, short, text_at
from kit.charts.numbers import POUNDS, NumberStyle
from kit.charts.palette import ALARM, EMPTY, FULL, LIGHT, MIDDLE, Paint
from kit.charts.text import one_line, width_of, wrap

HIGH = 30
KEPT = 64  # pictures that a process remembers
Money = int | Decimal


@dataclass(frozen=True)
class BudgetLine:
    """A line: its total, and what of it is paid, committed (paid included) and allocated (committed included)."""

    name: str
    total: Money
    paid: Money
    committed: Money
    allocated: Money

    def __post_init__(self) -> None:
        if min(self.total, self.paid) < 0 or not self.paid <= self.committed <= self.allocated:
            raise ValueError(f"{self.name!r}: a budget line needs 0 ≤ paid ≤ committed ≤ allocated.")

    @property
    def left(self) -> Money:
        """What nobody has been promised; negative when more is allocated than there is."""
        return self.total - self.allocated

    def steps(self, *, apart: bool) -> tuple[Money, Money, Money]:
        """Paid, committed and allocated: each with the one before it, or `apart`, as the parts of the bar are."""
        if apart:
            return self.paid, self.committed - self.paid, self.allocated - self.committed
        return self.paid, self.committed, self.allocated


@dataclass(frozen=True)
class Budget:
    """Budget lines, each bar drawn to its own total; `apart` where no amount includes the one before it."""

    caption: Caption
    rows: tuple[BudgetLine, ...]
    style: NumberStyle = POUNDS
    apart: bool = False

    def amounts(self, row: BudgetLine) -> tuple[Money, ...]:
        """All five of a line, in the order of the table."""
        return row.total, *row.steps(apart=self.apart), row.left


@dataclass(frozen=True)
class BudgetWords(Words):
    """Headers of the table, which name the parts; phrases: `of` "{name}, {amount}", `remain`, `beyond` "{amount} …"."""

    name: str
    total: str
    paid: str
    committed: str
    allocated: str
    left: str
    over: str
    of: str
    remain: str
    beyond: str


@lru_cache(KEPT)
def budget(data: Budget, words: BudgetWords, *, width: float = WIDE, ident: str = "") -> Figure:
    """Draws the bars: solid paid, densely hatched committed, sparsely hatched allocated, empty left; once as long as
    the amounts stay as they are.
    """
    draw, key = partial(_draw, data, words), _key(data, words)
    return finish("budget", draw, data.caption, _table(data, words), width=width, ident=ident, key=key)


def _table(data: Budget, words: BudgetWords) -> Table:
    headers = (words.name, words.total, words.paid, words.committed, words.allocated, words.left)
    rows = tuple((row.name, *map(data.style.write, data.amounts(row))) for row in data.rows)
    return Table(headers, rows, (1, 2, 3, 4, 5), empty=words.empty)


def _draw(data: Budget, words: BudgetWords, width: float) -> Canvas:
    body, y = "", 0.0
    for row in data.rows:
        head, y = _head(row, data, words, y, width)
        foot, end = _foot(row, data, words, y + 4 + HIGH, width)
        body, y = body + head + _bar(row, y + 4, width) + foot, end + 26
    return Canvas(width, y - 20, body)


def _head(row: BudgetLine, data: Budget, words: BudgetWords, y: float, width: float) -> tuple[str, float]:
    """The line's name with its total, and at the end what is left of it."""
    over = row.left < 0
    amount = data.style.write(max(row.left, -row.left))
    end = one_line(clean(filled(words.beyond if over else words.remain, amount=amount)), width * 0.5, SIZE)
    name = clean(filled(words.of, amount=data.style.write(row.total), name=row.name))
    lines = wrap(name, width - width_of(end, SIZE, bold=True) - 16, SIZE, bold=True)
    texts = [text_at(0, y + 16 + i * 19, text, bold=True) for i, text in enumerate(lines)]
    fill = palette.ACCENT if over else palette.INK
    texts.append(text_at(width, y + 16, end, anchor="end", bold=over, fill=fill))
    return "".join(texts), y + 22 + (max(len(lines), 1) - 1) * 19


def parts(row: BudgetLine) -> list[tuple[str, float]]:
    """The parts of the bar in order, in money: they add up to the total, or to what is allocated when that is more."""
    total, paid, committed, allocated = map(float, (row.total, row.paid, row.committed, row.allocated))
    edges = [0.0, min(paid, total), min(committed, total), min(allocated, total), total, max(allocated, total)]
    names = ("paid", "committed", "allocated", "left", "over")
    return [(name, b - a) for name, a, b in zip(names, edges, edges[1:], strict=False)]


PAINTS: dict[str, Paint] = {"paid": FULL, "committed": MIDDLE, "allocated": LIGHT, "left": EMPTY, "over": ALARM}


def _bar(row: BudgetLine, y: float, width: float) -> str:
    inner = width - 4
    whole = sum(amount for _, amount in parts(row))
    x, drawn = 2.0, ""
    for name, amount in parts(row):
        wide = inner * amount / whole if whole else 0
        drawn += _part(name, x, y + 2, wide) if wide > 0 else ""
        x += wide
    frame = f"M1 {short(y + 1)}H{short(width - 1)}V{short(y + HIGH - 1)}H1Z"
    return drawn + line(frame, stroke=palette.DEEP, width=2)


def _part(name: str, x: float, y: float, wide: float) -> str:
    return rect(x, y, wide, HIGH - 4, PAINTS[name]) + _pattern(name, x, y, wide, HIGH - 4)


def _pattern(name: str, x: float, y: float, wide: float, high: float) -> str:
    return hatching(PAINTS[name], x, y, wide, high) if name in ("committed", "allocated", "over") else ""


def _foot(row: BudgetLine, data: Budget, words: BudgetWords, y: float, width: float) -> tuple[str, float]:
    """The amounts under the bar, broken between amounts where the line is full."""
    named = zip((words.paid, words.committed, words.allocated), row.steps(apart=data.apart), strict=True)
    lines = [""]
    for word, amount in named:
        piece = f"{clean(word)} {data.style.write(amount)}"
        longer = f"{lines[-1]} · {piece}" if lines[-1] else piece
        if width_of(longer, SMALL) <= width:
            lines[-1] = longer
        else:
            lines.append(one_line(piece, width, SMALL))
    shown = [text for text in lines if text]
    texts = [text_at(0, y + 18 + i * 18, text, size=SMALL, fill=palette.SOFT) for i, text in enumerate(shown)]
    return "".join(texts), y + len(shown) * 18


def _key(data: Budget, words: BudgetWords) -> tuple[KeyItem, ...]:
    parts_named = (words.paid, words.committed, words.allocated, words.left, words.over)
    names = dict(zip(PAINTS, parts_named, strict=True))
    used = {name for row in data.rows for name, amount in parts(row) if amount}
    return tuple(
        KeyItem(box_swatch(paint, _pattern(name, 2, 2, 18, 18)), names[name])
        for name, paint in PAINTS.items()
        if name in used
    )
