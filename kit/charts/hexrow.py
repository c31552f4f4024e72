"""The county condition: a hexagon a district, those that count first, and a line where the majority lies."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache, partial

from kit.charts import palette
from kit.charts.figure import NARROW, WIDE, Canvas, Caption, Figure, Table, Words, finish, identity, nothing, picture
from kit.charts.marks import state_hexagon
from kit.charts.markup import SIZE, SMALL, clean, line, safe, short, tag, text_at
from kit.charts.palette import State
from kit.charts.text import fit, one_line, width_of, wrap

RADIUS = 38
MOST = 8
KEPT = 256  # small ones that a process remembers


@dataclass(frozen=True)
class District:
    """A district and its state."""

    name: str
    state: State


@dataclass(frozen=True)
class HexRow:
    """A county's districts in any order, how many are needed, whether the condition is met, the states best first."""

    caption: Caption
    districts: tuple[District, ...]
    states: tuple[State, ...]
    needed: int
    met: bool

    @property
    def ordered(self) -> list[District]:
        """Those furthest on first; otherwise as given."""
        rank = {state.key: i for i, state in enumerate(self.states)}
        return sorted(self.districts, key=lambda district: rank.get(district.state.key, len(rank)))


@dataclass(frozen=True)
class HexRowWords(Words):
    """Headers of the table, and the words at the line, such as "5 needed"."""

    name: str
    state: str
    needed: str


def hexrow(data: HexRow, words: HexRowWords, *, width: float = WIDE, ident: str = "") -> Figure:
    """Hexagons with names and states beneath (beside, on a phone), the majority an upright (level) line."""
    table = _table(data, words)
    ident = identity(ident, "row", data.caption, table)
    return finish("row", partial(_draw, data, words, ident), data.caption, table, width=width, ident=ident)


@lru_cache(KEPT)
def hexrow_mini(data: HexRow, words: HexRowWords, *, ident: str = "") -> Figure:
    """The same in one small line without names, for a list of counties; such a list is drawn over and over."""
    table = _table(data, words)
    ident = identity(ident, "mini", data.caption, table)
    canvas = _mini(data, ident) if table.rows else nothing(words.empty, 300)
    return Figure(picture(canvas, data.caption, ident), data.caption.title, data.caption.description, table, ident)


def _table(data: HexRow, words: HexRowWords) -> Table:
    rows = tuple((district.name, district.state.word) for district in data.ordered)
    return Table((words.name, words.state), rows, empty=words.empty)


def _colour(data: HexRow) -> str:
    return palette.DEEP if data.met else palette.ACCENT


@dataclass(frozen=True)
class Stamps:
    """Each state's hexagon round 0, 0, drawn once and used: a county may have thirty, and a list of them hundreds."""

    ids: dict[State, str]
    drawn: str

    def at(self, state: State, x: float, y: float) -> str:
        """One of them."""
        return f'<use href="#{self.ids[state]}" transform="translate({short(x)} {short(y)})"/>'


def _stamps(districts: Sequence[District], radius: float, ident: str) -> Stamps:
    ids = {state: f"{ident}{i}" for i, state in enumerate(dict.fromkeys(one.state for one in districts))}
    drawn = "".join(tag("g", state_hexagon(state, 0, 0, radius), id=stamp) for state, stamp in ids.items())
    return Stamps(ids, tag("defs", drawn))


def _mini(data: HexRow, ident: str) -> Canvas:
    step, ordered = 31, data.ordered
    stamps = _stamps(ordered, 16, ident)
    drawn = stamps.drawn + "".join(stamps.at(one.state, 18 + i * step, 24) for i, one in enumerate(ordered))
    width = len(data.districts) * step + 6
    if 0 < data.needed <= len(data.districts):
        drawn += _upright(data, 2.5 + data.needed * step, 0, 48, 3)
    return Canvas(width, 48, drawn)


def _upright(data: HexRow, x: float, top: float, bottom: float, width: float) -> str:
    class_ = "ch-line" if data.met else "ch-majority"
    return line(f"M{short(x)} {short(top)}V{short(bottom)}", class_=class_, stroke=_colour(data), width=width)


def _draw(data: HexRow, words: HexRowWords, ident: str, width: float) -> Canvas:
    return _list(data, words, f"{ident}p", width) if width < NARROW else _rows(data, words, f"{ident}w", width)


def _rows(data: HexRow, words: HexRowWords, ident: str, width: float) -> Canvas:
    ordered, body, lines, y = data.ordered, "", "", 0.0
    across, stamps = min(MOST, max(len(ordered), 4)), _stamps(ordered, RADIUS, ident)
    for first in range(0, len(ordered), across):
        row = ordered[first : first + across]
        column, top = width / across, y + 30
        cells = [_cell(district, stamps, column * (i + 0.5), top, column - 6) for i, district in enumerate(row)]
        bottom = max(below for _, below in cells)
        body += "".join(markup for markup, _ in cells)
        if first < data.needed <= first + len(row):
            lines += _majority(data, words, column * (data.needed - first), y, bottom, width)
        y = bottom + 18
    named = tag("g", body, font_size=SMALL, text_anchor="middle")
    return Canvas(width, y - 12, stamps.drawn + named + lines)


def _cell(district: District, stamps: Stamps, x: float, top: float, room: float) -> tuple[str, float]:
    """A hexagon with name and state under it, and where that ends."""
    body = stamps.at(district.state, x, top + RADIUS)
    y = top + 2 * RADIUS + 20
    for said, bold in ((district.name, True), (district.state.word, False)):
        size, lines = fit(clean(said), room, (SMALL, 12, 11), bold=bold)
        for text in lines:
            body += _beneath(x, y, text, size, bold=bold)
            y += 16
    return body, y - 10


def _beneath(x: float, y: float, text: str, size: float, *, bold: bool) -> str:
    """A line in the middle, small, as all of them are."""
    return tag(
        "text",
        safe(text),
        x=x,
        y=y,
        font_size=None if size == SMALL else size,
        font_weight="700" if bold else None,
    )


def _majority(data: HexRow, words: HexRowWords, x: float, top: float, bottom: float, width: float) -> str:
    """The upright line with its words at the top, on the side where there is room."""
    line_x = min(x, width - 2)
    text = one_line(clean(words.needed), max(line_x, width - line_x) - 12, SIZE, bold=True)
    left = width_of(text, SIZE, bold=True) + 10 <= line_x
    at = line_x - 8 if left else line_x + 8
    label = text_at(at, top + 15, text, anchor="end" if left else "start", bold=True, fill=_ink(data))
    return _upright(data, line_x, top, bottom, 4) + label


def _ink(data: HexRow) -> str:
    return palette.INK if data.met else palette.ACCENT


def _list(data: HexRow, words: HexRowWords, ident: str, width: float) -> Canvas:
    ordered, y = data.ordered, 0.0
    stamps = _stamps(ordered, 23, ident)
    body = stamps.drawn
    for i, district in enumerate(ordered, start=1):
        markup, y = _item(district, stamps, y, width)
        body += markup
        if i == data.needed:
            text = one_line(clean(words.needed), width, SIZE, bold=True)
            body += text_at(width, y + 14, text, anchor="end", bold=True, fill=_ink(data))
            class_ = "ch-line" if data.met else "ch-majority"
            body += line(f"M0 {short(y + 22)}H{short(width)}", class_=class_, stroke=_colour(data), width=4)
            y += 32
    return Canvas(width, y, body)


def _item(district: District, stamps: Stamps, y: float, width: float) -> tuple[str, float]:
    names = wrap(clean(district.name), width - 64, SIZE, bold=True)
    state = wrap(clean(district.state.word), width - 64, SMALL)
    base = y + 20
    body = "".join(text_at(60, base + i * 18, text, bold=True) for i, text in enumerate(names))
    base += len(names) * 18
    body += "".join(text_at(60, base + i * 17, text, size=SMALL) for i, text in enumerate(state))
    return stamps.at(district.state, 24, y + 28) + body, max(y + 56, base + len(state) * 17 - 6)
