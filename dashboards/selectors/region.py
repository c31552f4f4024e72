"""The region at a glance: a hexagon a partnership; above MOST_TILES a tile a county."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from operator import itemgetter
from typing import Any, NamedTuple

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext

from dashboards.rules.letters import three_letters
from dashboards.selectors.addresses import ways_to
from dashboards.selectors.grants import Grants
from dashboards.selectors.pictures import Picture
from dashboards.selectors.tally import Group, Tally, asked, entries_in, state_of, tally_of
from kit.charts.figure import Caption, Figure, KeyItem
from kit.charts.hexgrid import Cell, by_county, grouped_cells
from kit.charts.hexmap import County, HexMap, HexMapWords, Tile, hexmap
from kit.charts.marks import state_swatch
from kit.charts.markup import Svg
from kit.charts.palette import TICK, State
from kit.prepared import PreparedValues
from partnerships.models import Partnership, Programme
from partnerships.selectors.partnerships import only_entries
from partnerships.selectors.standing import Standing

MOST_TILES = 200
MOST_ON_HOME = 50  # beside all else that stands there, more would be too much to load
COUNTIES_OF_A_PAGE = 30  # each with a count of every state, which weighs most of the page
Tier = Partnership.Tier
IN_ORDER, TIER_AT = "{found} ORDER BY 2, 4 LIMIT %s", 3
COUNT = (
    '<span class="portal-count portal-count--{}">{} <b>{}</b><span class="govuk-visually-hidden"> {}{}</span></span>'
)


class Place(NamedTuple):
    """A partnership as the map needs it."""

    pk: int
    area: str
    short: str
    tier: str
    county: str | None
    county_id: int | None
    q: int | None
    r: int | None
    named: str
    state: str

    @property
    def locality(self) -> str:
        """The area of its county, a county's own; "" for a single tier."""
        return self.area if self.tier == Tier.COUNTY else self.county or ""

    @property
    def locality_id(self) -> int | None:
        """The county's id, as in a `Group`."""
        return self.pk if self.tier == Tier.COUNTY else self.county_id

    @property
    def cell(self) -> Cell | None:
        """Its place on the map, when it has one."""
        return None if self.q is None or self.r is None else (self.q, self.r)


@dataclass(frozen=True)
class LegendItem:
    """A state, how many partnerships are in it, and what it is called for so many."""

    state: State
    number: int
    word: str

    @property
    def swatch(self) -> Svg:
        """The state's mark, as it stands on the map."""
        return state_swatch(self.state)


@lru_cache(maxsize=1024)
def count_of(state: State, number: int, comma: str) -> SafeString:
    """So many in a state, drawn; a page has hundreds of them and few kinds."""
    mark = "✓" if state.mark == TICK else state.mark
    return format_html(COUNT, state.paint.name, mark, number, state.word, comma)


@dataclass(frozen=True)
class CountyTile:
    """A county's locality, or the partnerships of one single tier: how many there are in each state."""

    name: str
    filters: str  # of the table, as an address has them
    total: int
    numbers: tuple[tuple[State, int], ...]

    @property
    def counts(self) -> SafeString:
        """How many there are in each state, drawn: here and not in a template, as a page has hundreds of them."""
        last = len(self.numbers) - 1
        drawn = (count_of(*each, "," * (at < last)) for at, each in enumerate(self.numbers))
        return SafeString(" ".join(drawn))


@dataclass(frozen=True)
class Region:
    """What the page shows: one or two maps, or tiles of counties; and the legend, which counts everybody."""

    programme: Programme
    picture: Picture
    tally: Tally
    legend: tuple[LegendItem, ...]
    map: Figure | None = None
    unplaced: Figure | None = None  # those without a place, when others have one
    has_layout: bool = True
    counties: Page[CountyTile] | None = None
    single_tiers: tuple[CountyTile, ...] = ()

    @property
    def county_tiles(self) -> list[CountyTile]:
        """Those of this page; the single tiers stand before the first county."""
        if self.counties is None:
            return []
        first = self.single_tiers if self.counties.number == 1 else ()
        return [*first, *self.counties.object_list]

    @property
    def has_map(self) -> bool:
        """Whether the region's own page draws what is shown by county here."""
        return self.counties is not None and self.tally.total <= MOST_TILES

    @property
    def outlines(self) -> tuple[KeyItem, ...]:
        """What the lines round localities mean, where they tell of a condition."""
        words = _words(self.programme, self.picture)
        return tuple(item for item in self.map.key if item.label in (words.met, words.not_met)) if self.map else ()

    @property
    def unplaced_number(self) -> int:
        """How many have no place on a map that has others."""
        return len(self.unplaced.table.rows) if self.unplaced else 0


def region_of(
    standing: Standing,
    programme: Programme,
    picture: Picture,
    *,
    on: date,
    page: str | None = None,
    grants: Grants | None = None,
    most: int = MOST_TILES,
) -> Region:
    """The entries one reads as a picture on a day, in one query; `page` is of counties. Of more than `most` only
    counties are shown, in three queries, in one when `grants` of the same partnerships are known.
    """
    is_large = grants is not None and len(grants.progress) > most
    places = [] if is_large else _places(standing, programme, picture, on, most)
    states = picture.states(programme)
    if is_large or len(places) > most:
        tally = tally_of(standing, programme, picture, on=on)
        legend = _legend(picture, programme, states, tally)
        found = counties_of(standing, programme, grants)
        counties, single = _counties(programme, found, states, tally, page)
        return Region(programme, picture, tally, legend, counties=counties, single_tiers=single)
    tally = _tally(places)
    legend = _legend(picture, programme, states, tally)
    placed = [place for place in places if place.cell]
    others = [place for place in places if not place.cell]
    main = _map(programme, picture, states, placed or others, "m")
    rest = _map(programme, picture, states, others, "n") if placed and others else None
    return Region(programme, picture, tally, legend, main, rest, has_layout=bool(placed) or not places)


def _legend(picture: Picture, programme: Programme, states: Sequence[State], tally: Tally) -> tuple[LegendItem, ...]:
    many, counted = picture.legend(programme), tally.by_state
    return tuple(
        LegendItem(state, number, many.get(state.key, state.word) if number != 1 else state.word)
        for state in states
        if (number := counted[state.key])
    )


def _places(standing: Standing, programme: Programme, picture: Picture, on: date, most: int) -> list[Place]:
    """All, or one more than a map can show."""
    found = asked(standing, programme, picture, on)
    rows = found.query.fetch_within(IN_ORDER, *found.values, own=[most + 1])
    return [
        Place._make([*row, named, state_of(picture, row[TIER_AT], named, state)(row[0])])
        for *row, _locality, named, state in rows
    ]


def _tally(places: Sequence[Place]) -> Tally:
    """The same counts as `tally_of`, from rows that were read already."""
    counted = Counter((place.locality_id, place.tier, place.named, place.state) for place in places)
    return Tally(tuple(Group(*key, number) for key, number in counted.items()))


def _map(
    programme: Programme, picture: Picture, states: tuple[State, ...], places: Sequence[Place], ident: str
) -> Figure:
    """On the region's own layout; without one, blocks of hexagons with the county's name above each."""
    blocks = {} if all(place.cell for place in places) else _blocks(places)
    cells = grouped_cells(blocks) if blocks else {str(place.pk): place.cell for place in places if place.cell}
    address, said = ways_to("partnership"), picture.said
    tiles = tuple(
        _tile(place, cells[str(place.pk)], programme, address(place.pk), said.get(place.pk, "")) for place in places
    )
    localities = {place.locality: place.locality_id for place in places if place.locality}
    counties = tuple(County(name, picture.met.get(pk or 0)) for name, pk in localities.items())
    headings = tuple((name, name or gettext("Single tier")) for name in blocks)
    caption = Caption(f"{programme.region}: {picture.label}", str(picture.reading))
    return hexmap(HexMap(caption, tiles, states, counties, headings), _words(programme, picture), ident=ident)


def _blocks(places: Sequence[Place]) -> dict[str, list[str]]:
    return by_county((str(place.pk), place.locality) for place in places)


def _tile(place: Place, cell: Cell, programme: Programme, address: str, said: str) -> Tile:
    name = programme.called(place.area, place.tier)
    return Tile(cell, name, place.short or three_letters(place.area), place.locality, place.state, address, said)


def _words(programme: Programme, picture: Picture) -> HexMapWords:
    """The map's own words; its table is the region's table."""
    county = {"county": programme.word("county")}
    return HexMapWords(
        missing=gettext("Not known"),
        empty=gettext("No %(partnerships)s yet") % {"partnerships": programme.words("partnership")},
        name=programme.word("partnership"),
        county=county["county"],
        state=str(picture.label),
        met=gettext("%(county)s condition met") % county,
        not_met=gettext("%(county)s condition not met") % county,
    )


def counties_of(standing: Standing, programme: Programme, grants: Grants | None) -> Iterable[Any]:
    """Ids and areas of those whose entries one reads, by area; no query when they are known."""
    if grants is None:
        only = only_entries(standing, programme.pk)
        return counties_in(is_whole=only is None).fetch(programme.pk, *(() if only is None else (only,)))
    counties = (row for row in grants.progress.values() if row.tier == Tier.COUNTY)
    return sorted(((row.pk, row.area) for row in counties), key=itemgetter(1))


PROGRAMME, OWN = -1, "<own>"  # stand for the key of a programme and those of one's own entries


@cache
def counties_in(*, is_whole: bool) -> PreparedValues:
    """A programme's counties, or those among one's own entries."""
    only, marks = (None, ()) if is_whole else (OWN, (OWN,))

    def make() -> QuerySet[Partnership, Any]:
        return entries_in(PROGRAMME, only).filter(tier=Tier.COUNTY).order_by("area").values_list("pk", "area")

    return PreparedValues(make, PROGRAMME, *marks)


def _counties(
    programme: Programme, found: Iterable[tuple[int, str]], states: Sequence[State], tally: Tally, page: str | None
) -> tuple[Page[CountyTile], tuple[CountyTile, ...]]:
    """A page of counties and, together, the single tiers."""
    by_locality = _grouped(tally)
    tiles = [_county_tile(states, area, f"county={pk}", by_locality[pk]) for pk, area in found]
    single = [
        _county_tile(states, capfirst(programme.words(tier)), f"tier={tier}", counted)
        for tier in (Tier.METROPOLITAN, Tier.UNITARY)
        if (counted := _of_tier(tally, tier))
    ]
    return Paginator(tiles, COUNTIES_OF_A_PAGE).get_page(page), tuple(single)


def _of_tier(tally: Tally, tier: str) -> Counter[str]:
    return tally.among(lambda group: group.tier == tier).by_state


def _grouped(tally: Tally) -> dict[int | None, Counter[str]]:
    """How many there are in each state, by locality."""
    found: dict[int | None, Counter[str]] = {}
    for group in tally.groups:
        found.setdefault(group.locality, Counter())[group.state] += group.number
    return found


def _county_tile(states: Sequence[State], name: str, filters: str, counted: Counter[str]) -> CountyTile:
    numbers = tuple((state, counted[state.key]) for state in states if counted[state.key])
    return CountyTile(name, filters, counted.total(), numbers)
