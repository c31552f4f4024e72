"""Support days as blocks: a box is a quarter of a day; solid is used, hatched booked, empty left."""

from dataclasses import dataclass
from decimal import Decimal
from functools import partial

from kit.charts import palette
from kit.charts.figure import WIDE, Canvas, Caption, Figure, KeyItem, Table, Words, filled, finish
from kit.charts.marks import box_swatch, hatch
from kit.charts.markup import rect
from kit.charts.numbers import SCORE
from kit.charts.palette import ALARM, EMPTY, FULL, LIGHT, Paint
from kit.charts.rows import Columns, End, columns, stack

BOX, HIGH, DAY, LINE = 13, 28, 60, 34
MOST = 400
OVER = "over"
PAINTS: dict[str, Paint] = {"used": FULL, "booked": LIGHT, "left": EMPTY, OVER: ALARM}


@dataclass(frozen=True)
class Days:
    """Days in whole quarters: pledged, used and booked. What is used or booked beyond the pledge is over."""

    name: str
    pledged: int
    used: int = 0
    booked: int = 0

    def __post_init__(self) -> None:
        if min(self.pledged, self.used, self.booked) < 0:
            raise ValueError(f"{self.name!r}: quarters pledged, used and booked cannot be negative.")

    @property
    def left(self) -> int:
        """Quarters left; negative when more is used and booked than was pledged."""
        return self.pledged - self.used - self.booked

    @property
    def boxes(self) -> list[tuple[str, int]]:
        """Runs of boxes in the order drawn: within the pledge used, booked, left; then what lies over it."""
        used = min(self.used, self.pledged)
        booked = min(self.booked, self.pledged - used)
        return [("used", used), ("booked", booked), ("left", max(self.left, 0)), (OVER, max(-self.left, 0))]


@dataclass(frozen=True)
class Blocks:
    """One pot, or the partnerships of a pool."""

    caption: Caption
    rows: tuple[Days, ...]


@dataclass(frozen=True)
class BlockWords(Words):
    """Headers of the table, which name the boxes too; phrases: `remain` and `beyond` "{days} …"."""

    name: str
    pledged: str
    used: str
    booked: str
    left: str
    over: str
    remain: str
    beyond: str


def blocks(data: Blocks, words: BlockWords, *, width: float = WIDE, ident: str = "") -> Figure:
    """Draws the boxes by days; above 100 days in a row, lengths in proportion take the boxes' place."""
    draw, key = partial(_draw, data, words), _key(data, words)
    return finish("blocks", draw, data.caption, _table(data, words), width=width, ident=ident, key=key)


def in_days(quarters: int) -> str:
    """Quarters as days with two places."""
    return SCORE.write(Decimal(quarters) / 4)


def _table(data: Blocks, words: BlockWords) -> Table:
    headers = (words.name, words.pledged, words.used, words.booked, words.left)
    rows = tuple((d.name, *map(in_days, (d.pledged, d.used, d.booked, d.left))) for d in data.rows)
    return Table(headers, rows, (1, 2, 3, 4), empty=words.empty)


def _draw(data: Blocks, words: BlockWords, width: float) -> Canvas:
    ends = [_end(row, words) for row in data.rows]
    cols = columns([row.name for row in data.rows], ends, width)
    rows = stack(cols, [_height(row, cols) for row in data.rows])
    drawn = ""
    for row, middle in zip(data.rows, rows.middles, strict=True):
        top = middle - _height(row, cols) / 2
        drawn += _boxes(row, cols, top) if _count(row) <= MOST else _lengths(row, cols, top)
    return Canvas(width, rows.height, rows.body + drawn)


def _end(row: Days, words: BlockWords) -> End:
    phrase = words.remain if row.left >= 0 else words.beyond
    return End(filled(phrase, days=in_days(abs(row.left))))


def _count(row: Days) -> int:
    return sum(count for _, count in row.boxes)


def _in_a_line(cols: Columns) -> int:
    """How many whole days fit beside each other."""
    left, right = cols.stretch
    return max(1, int((right - left + DAY - 4 * BOX) // DAY))


def _height(row: Days, cols: Columns) -> float:
    if _count(row) > MOST:
        return HIGH
    lines = -(-_count(row) // (4 * _in_a_line(cols)))
    return max(lines, 1) * LINE - (LINE - HIGH)


def _boxes(row: Days, cols: Columns, top: float) -> str:
    drawn, i, per_line = "", 0, _in_a_line(cols)
    for kind, count in row.boxes:
        for _ in range(count):
            day, quarter = divmod(i, 4)
            x = cols.stretch[0] + (day % per_line) * DAY + quarter * BOX
            drawn += _box(x, top + (day // per_line) * LINE, BOX - 1, kind)
            i += 1
    return drawn


def _lengths(row: Days, cols: Columns, top: float) -> str:
    x, right = cols.stretch
    room, drawn = right - x, ""
    for kind, count in row.boxes:
        wide = room * count / _count(row)
        drawn += _box(x, top, wide, kind) if count else ""
        x += wide
    return drawn


def _box(x: float, y: float, wide: float, kind: str) -> str:
    return rect(x, y, wide, HIGH, PAINTS[kind]) + _pattern(kind, x, y, wide, HIGH)


def _pattern(kind: str, x: float, y: float, wide: float, high: float) -> str:
    if kind in ("booked", OVER):
        return hatch(x, y, wide, high, stroke=palette.WHITE if kind == OVER else palette.DEEP)
    return ""


def _key(data: Blocks, words: BlockWords) -> tuple[KeyItem, ...]:
    """What occurs, with its sum in days: a direct label for each kind of box."""
    sums = {kind: sum(dict(row.boxes)[kind] for row in data.rows) for kind in PAINTS}
    names = {"used": words.used, "booked": words.booked, "left": words.left, OVER: words.over}
    return tuple(
        KeyItem(box_swatch(PAINTS[kind], _pattern(kind, 2, 2, 18, 18)), f"{in_days(total)} {names[kind].lower()}")
        for kind, total in sums.items()
        if total
    )
