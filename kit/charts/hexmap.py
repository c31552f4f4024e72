"""A region at a glance: one hexagon a partnership and a line round each county.

One picture serves every width: full names and three letters are both in it, and the style sheet shows one of them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from kit.charts import palette
from kit.charts.figure import Canvas, Caption, Figure, KeyItem, Table, Words, identity, nothing, picture
from kit.charts.hexgrid import Cell, Grid, outline
from kit.charts.marks import hexagon_points, solid_tick, state_swatch, swatch
from kit.charts.markup import Attribute, Svg, clean, line, painted, safe, short, tag, text_at
from kit.charts.palette import TICK, State
from kit.charts.text import fit, lowered, one_line, width_of, wrap

RADIUS = 52
INNER = 46
NAME_SIZES = (13, 12.5, 12, 11.5, 11, 10.5, 10, 9.5, 9)
ROOM = INNER * 1.732 - 3.6
CODE_SIZES = (29, 26, 23, 20, 17)
HEADING, LARGE_HEADING = 17, 29  # the size of a heading, and on a phone
SPACE_OF_HEADINGS = 42  # two lines, or one large one
KEPT = 64  # maps that a process remembers, some twenty thousand characters each


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
    """A map. A tile whose state is not among `states` is drawn blank and said to be missing.

    `headings` stand above the tiles of a county where it is a block by itself: its name ("" for those without one) and
    the words.
    """

    caption: Caption
    tiles: tuple[Tile, ...]
    states: tuple[State, ...]
    counties: tuple[County, ...] = ()
    headings: tuple[tuple[str, str], ...] = ()


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


@lru_cache(KEPT)
def hexmap(data: HexMap, words: HexMapWords, *, ident: str = "") -> Figure:
    """Draws the map; with links it is a group of named links, without one image. Drawn once as long as nothing on it
    changes, as it stands on the pages that are looked at most.
    """
    states = {state.key: state for state in data.states}
    lost = State("", words.missing, replace(palette.BLANK, dash="1 3"), "?")
    tiles = sorted(data.tiles, key=lambda tile: (-tile.cell[1], tile.cell[0]))
    table = _table(data, words, states)
    ident = identity(ident, "hexmap", data.caption, table)
    linked = any(tile.href for tile in tiles)
    canvas = _canvas(data, tiles, states, lost, ident) if tiles else nothing(words.empty, 300)
    svg = picture(canvas, data.caption, ident, role="group" if linked else "img")
    key = _key(data, words)
    return Figure(svg, data.caption.title, data.caption.description, table, ident, key=key, linked=linked)


def _canvas(data: HexMap, tiles: Sequence[Tile], states: Mapping[str, State], lost: State, ident: str) -> Canvas:
    """The hexagons, each state's drawn once and used; the outlines over them, and the headings."""
    grid = Grid(tuple(tile.cell for tile in tiles), RADIUS, 6)
    stamps = {key: (f"{ident}{number}", state) for number, (key, state) in enumerate({**states, "": lost}.items())}
    used = {tile.state if tile.state in states else "" for tile in tiles}
    shared = "".join(_stamp(*stamps[key]) for key in stamps if key in used)
    drawn = "".join(_tile(tile, *stamps.get(tile.state, stamps[""]), grid) for tile in tiles)
    outlines = "".join(_county(county, data.tiles, grid) for county in data.counties)
    body = tag("defs", shared) + tag("g", drawn, font_size=NAME_SIZES[0]) + outlines
    (width, height), above = grid.size, SPACE_OF_HEADINGS if data.headings else 0
    if above:
        titles = "".join(_heading(text, county, tiles, grid) for county, text in data.headings)
        body = tag("g", body + titles, transform=f"translate(0 {above})")
    return Canvas(width, height + above, body)


def _word(tile: Tile, states: Mapping[str, State], missing: str) -> str:
    return tile.said or (states[tile.state].word if tile.state in states else missing)


def _table(data: HexMap, words: HexMapWords, states: Mapping[str, State]) -> Table:
    rows = sorted((tile.name, tile.county, _word(tile, states, words.missing)) for tile in data.tiles)
    return Table((words.name, words.county, words.state), tuple(rows), empty=words.empty)


def _stamp(ident: str, state: State) -> str:
    """A state's hexagon with its mark for a map with names and for one with letters, in the ink of where it is used."""
    shape = {**painted(state.paint), "class_": f"ch-hex ch-{state.paint.name}"}
    marks = _ticks() if state.mark == TICK else _marks(state.mark)
    return tag("g", tag("polygon", points=hexagon_points(0, 0, INNER), **shape) + marks, id=ident)


def _ticks() -> str:
    small = tag("path", d=solid_tick(0, 26, 7, 2.8), class_="ch-name")
    return small + tag("path", d=solid_tick(0, 20, 13, 6), class_="ch-code", display="none")


def _marks(letter: str) -> str:
    small = tag("text", safe(letter), y=32, font_size=14, font_weight="700", class_="ch-name")
    return small + tag("text", safe(letter), y=30, class_="ch-code", display="none")


def _tile(tile: Tile, stamp: str, state: State, grid: Grid) -> str:
    """A hexagon with its name; written as text and not by `tag`, as a large map has two hundred of them."""
    x, y = grid.place(grid.centre(tile.cell))
    beside = tile.county and not tile.name.startswith(tile.county)  # the county's own tile names it already
    where = f"{tile.name}, {tile.county}" if beside else tile.name
    title = safe(f"{where}: {lowered(tile.said or state.word)}")
    element = f'a href="{safe(tile.href)}"' if tile.href else "g"
    ink = "" if state.paint.ink == palette.INK else f' fill="{state.paint.ink}"'
    # WeasyPrint takes a link for text: the anchor of words must stand inside it.
    return (
        f'<{element}{ink} transform="translate({short(x)} {short(y)})"><title>{title}</title>'
        f'<g aria-hidden="true" text-anchor="middle"><use href="#{stamp}"/>{_label(tile.name, tile.letters)}</g>'
        f"</{element[0]}>"
    )


@lru_cache(maxsize=4096)
def _label(name: str, letters: str) -> str:
    """A name in as many lines as it takes, and its letters, hidden unless the style sheet says so: a PDF shows names.

    The same name is always drawn the same, and the same region again and again.
    """
    size, lines = fit(clean(name), ROOM, NAME_SIZES)
    top = -6 - (len(lines) - 1) * 7
    texts = "".join(tag("text", safe(text), y=top + i * 14) for i, text in enumerate(lines))
    usual = None if size == NAME_SIZES[0] else size
    names = tag("g", texts, class_="ch-name", font_size=usual)
    if len(lines) == 1:
        names = tag("text", safe(lines[0]), y=top, class_="ch-name", font_size=usual)
    text = clean(letters)
    large = next((size for size in CODE_SIZES if width_of(text, size, bold=True) <= ROOM), CODE_SIZES[-1])
    code = safe(one_line(text, ROOM, large, bold=True))
    return names + tag(
        "text", code, class_="ch-code", font_size=None if large == CODE_SIZES[0] else large, display="none"
    )


def _heading(text: str, county: str, tiles: Sequence[Tile], grid: Grid) -> str:
    """Above a block of tiles, as wide as the block and the gap after it: small lines, and one large for a phone."""
    block = [grid.place(grid.centre(tile.cell)) for tile in tiles if tile.county == county]
    if not block:
        return ""
    half = ROOM / 2
    left, foot = min(x for x, _ in block) - half, min(y for _, y in block) - RADIUS - 6
    room = max(x for x, _ in block) + half - left + RADIUS
    lines = wrap(clean(text), room, HEADING, bold=True, most=2)
    small = "".join(
        text_at(left, foot - 18 * (len(lines) - 1 - i), line, size=HEADING, bold=True) for i, line in enumerate(lines)
    )
    large = text_at(left, foot, one_line(clean(text), room, LARGE_HEADING, bold=True), size=LARGE_HEADING, bold=True)
    return tag("g", small, class_="ch-name") + tag("g", large, class_="ch-code", display="none")


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
