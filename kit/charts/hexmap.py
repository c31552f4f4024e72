"""A region at a glance: one hexagon a partnership and a line round each county.

One picture serves every width: full names and three letters are both in it, and the style sheet shows one of them.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from kit.charts import palette
from kit.charts.figure import Canvas, Caption, Figure, KeyItem, Table, Words, identity, nothing, picture
from kit.charts.hexgrid import Cell, Grid, outline
from kit.charts.marks import hexagon_points, state_swatch, swatch, tick_path
from kit.charts.markup import Attribute, Svg, clean, line, painted, safe, short, tag
from kit.charts.palette import TICK, State
from kit.charts.text import fit, lowered, one_line, width_of

RADIUS = 52
INNER = 46
NAME_SIZES = (13, 12.5, 12, 11.5, 11, 10.5, 10)
ROOM = INNER * 1.732 - 4
CODE_SIZES = (29, 26, 23, 20, 17)


@dataclass(frozen=True)
class Tile:
    """A partnership: cell (q, r), names, county ("" for none), state key, link; `said` replaces the state's word."""

    cell: Cell
    name: str
    letters: str
    county: str
    state: str
    href: str = ""
    said: str = ""


@dataclass(frozen=True)
class County:
    """A county whose tiles get an outline: solid when its condition is met, dashed when not, thin when None."""

    name: str
    met: bool | None = None


@dataclass(frozen=True)
class HexMap:
    """A map. A tile whose state is not among `states` is drawn blank and said to be missing."""

    caption: Caption
    tiles: tuple[Tile, ...]
    states: tuple[State, ...]
    counties: tuple[County, ...] = ()


@dataclass(frozen=True)
class HexMapWords(Words):
    """Headers of the table, and what the two outlines mean."""

    name: str
    county: str
    state: str
    met: str
    not_met: str


_OUTLINES: Mapping[bool | None, dict[str, Attribute]] = {
    True: {"class_": "ch-met", "stroke": palette.DEEP, "stroke_width": 3},
    False: {"class_": "ch-not-met", "stroke": palette.ACCENT, "stroke_width": 5, "stroke_dasharray": "11 5"},
    None: {"class_": "ch-line", "stroke": palette.INK, "stroke_width": 1.5},
}


def hexmap(data: HexMap, words: HexMapWords, *, ident: str = "") -> Figure:
    """Draws the map. With links it is a group of named links, without it is one image."""
    states = {state.key: state for state in data.states}
    lost = State("", words.missing, replace(palette.BLANK, dash="1 3"), "?")
    tiles = sorted(data.tiles, key=lambda tile: (-tile.cell[1], tile.cell[0]))
    table = _table(data, words, states)
    ident = identity(ident, "hexmap", data.caption, table)
    grid = Grid(tuple(tile.cell for tile in tiles), RADIUS, 6)
    drawn = "".join(_tile(tile, states.get(tile.state, lost), grid, ident) for tile in tiles)
    outlines = "".join(_county(county, data.tiles, grid) for county in data.counties)
    body = _shared(ident) + tag("g", drawn, font_size=NAME_SIZES[0]) + outlines
    linked = any(tile.href for tile in tiles)
    canvas = Canvas(*grid.size, body) if tiles else nothing(words.empty, 300)
    svg = picture(canvas, data.caption, ident, role="group" if linked else "img")
    key = _key(data, words)
    return Figure(svg, data.caption.title, data.caption.description, table, ident, key=key, linked=linked)


def _word(tile: Tile, states: Mapping[str, State], missing: str) -> str:
    return tile.said or (states[tile.state].word if tile.state in states else missing)


def _table(data: HexMap, words: HexMapWords, states: Mapping[str, State]) -> Table:
    rows = sorted((tile.name, tile.county, _word(tile, states, words.missing)) for tile in data.tiles)
    return Table((words.name, words.county, words.state), tuple(rows), empty=words.empty)


def _shared(ident: str) -> str:
    """What every tile uses: the hexagon, and the tick in two sizes; the paint comes from where it is used."""
    small = tag("path", id=f"{ident}k", d=tick_path(0, 26, 7), fill="none", stroke_width=2.8, stroke_linecap="round")
    large = tag("path", id=f"{ident}c", d=tick_path(0, 20, 13), fill="none", stroke_width=6, stroke_linecap="round")
    return tag("defs", tag("polygon", id=f"{ident}h", points=hexagon_points(0, 0, INNER)) + small + large)


def _tile(tile: Tile, state: State, grid: Grid, ident: str) -> str:
    x, y = grid.place(grid.centre(tile.cell))
    beside = tile.county and not tile.name.startswith(tile.county)  # the county's own tile names it already
    where = f"{tile.name}, {tile.county}" if beside else tile.name
    title = tag("title", safe(f"{where}: {lowered(tile.said or state.word)}"))
    shape = tag("use", href=f"#{ident}h", **painted(state.paint))
    inside = shape + _names(tile.name, state, ident) + _letters(tile.letters, state, ident)
    ink = None if state.paint.ink == palette.INK else state.paint.ink
    # WeasyPrint takes a link for text: the anchor of words must stand inside it.
    return tag(
        "a" if tile.href else "g",
        title + tag("g", inside, aria_hidden="true", text_anchor="middle"),
        href=tile.href or None,
        class_="ch-on-deep" if ink else None,
        fill=ink,
        transform=f"translate({short(x)} {short(y)})",
    )


def _mark(state: State, ident: str, y: float, *, large: bool) -> str:
    """The tick (`c` large, `k` small) or the letter; the style sheet says how large the large one is."""
    if state.mark == TICK:
        return tag("use", href=f"#{ident}{'c' if large else 'k'}", stroke=state.paint.ink)
    if large:
        return tag("text", safe(state.mark), y=y)
    return tag("text", safe(state.mark), y=y, font_size=14, font_weight="700")


def _names(name: str, state: State, ident: str) -> str:
    size, lines = fit(clean(name), ROOM, NAME_SIZES)
    top = -6 - (len(lines) - 1) * 7
    texts = "".join(tag("text", safe(text), y=top + i * 14) for i, text in enumerate(lines))
    mark = _mark(state, ident, 32, large=False)
    return tag("g", texts + mark, class_="ch-name", font_size=None if size == NAME_SIZES[0] else size)


def _letters(letters: str, state: State, ident: str) -> str:
    """Hidden unless the style sheet says so (it also says how large): a PDF shows names."""
    text = clean(letters)
    size = next((size for size in CODE_SIZES if width_of(text, size, bold=True) <= ROOM), CODE_SIZES[-1])
    usual = None if size == CODE_SIZES[0] else size
    code = tag("text", safe(one_line(text, ROOM, size, bold=True)), font_size=usual)
    return tag("g", code + _mark(state, ident, 30, large=True), class_="ch-code", display="none")


def _county(county: County, tiles: tuple[Tile, ...], grid: Grid) -> str:
    rings = outline(grid, [tile.cell for tile in tiles if tile.county == county.name], 2.6)
    d = "".join("M" + "L".join(f"{short(x)} {short(y)}" for x, y in ring) + "Z" for ring in rings)
    return tag("path", d=d, fill="none", pointer_events="none", **_OUTLINES[county.met]) if d else ""


def _line_swatch(met: bool) -> Svg:
    look = _OUTLINES[met]
    dash = look.get("stroke_dasharray")
    return swatch(
        line(
            "M3 6H31", class_=str(look["class_"]), stroke=str(look["stroke"]), width=4, dash=str(dash) if dash else None
        ),
        34,
        12,
    )


def _key(data: HexMap, words: HexMapWords) -> tuple[KeyItem, ...]:
    """Each state that occurs with its count, then the outlines that occur."""
    counts = {state.key: sum(tile.state == state.key for tile in data.tiles) for state in data.states}
    items = [KeyItem(state_swatch(s), f"{counts[s.key]} {lowered(s.word)}") for s in data.states if counts[s.key]]
    outlines = ((True, words.met), (False, words.not_met))
    items += [KeyItem(_line_swatch(met), word) for met, word in outlines if any(c.met is met for c in data.counties)]
    return tuple(items)
