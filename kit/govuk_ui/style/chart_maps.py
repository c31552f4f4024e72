"""Hex maps and county conditions with the demonstration's places on a made-up day."""

import csv
from dataclasses import replace
from pathlib import Path

from kit.charts.figure import Caption, Figure
from kit.charts.hexgrid import by_county, grouped_cells
from kit.charts.hexmap import County, HexMap, HexMapWords, Tile, hexmap
from kit.charts.hexrow import District, HexRow, HexRowWords, hexrow, hexrow_mini
from kit.charts.palette import project_states

STATES = project_states("Not started", "Draft", "Submitted, not yet shared", "Submitted and shared")
BY_KEY = {state.key: state for state in STATES}
HEADS = {"missing": "Not known", "empty": "No partnerships yet"}
MAP = HexMapWords(
    **HEADS, name="Partnership", county="County", state="Project", met="county condition met", not_met="not yet met"
)
COUNTIES = ("Shropshire", "Staffordshire", "Warwickshire", "Worcestershire")
REGION = Path(__file__).with_name("region.csv")


def places() -> list[dict[str, str]]:
    """The partnerships of the sample region, one a row."""
    with REGION.open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def tile(place: dict[str, str]) -> Tile:
    cell = int(place["q"]), int(place["r"])
    said = "" if place["county"] or place["state"] != "shared" else "Submitted"
    county, state, href = place["county"], place["state"], f"#{place['code']}"
    return Tile(cell, place["name"], place["letters"], county, state, href, said)


def region() -> HexMap:
    caption = Caption(
        "27 of 38 projects are in. Staffordshire is one short",
        "A hexagon for each partnership, by state of its project, with a line round each county.",
    )
    counties = tuple(County(name, met=name != "Staffordshire") for name in COUNTIES)
    return HexMap(caption, tuple(map(tile, places())), STATES, counties)


def grouped() -> HexMap:
    """The same region as if it had no layout: blocks of hexagons, county by county."""
    cells = grouped_cells(by_county((place["code"], place["county"]) for place in places()))
    tiles = tuple(replace(tile(place), cell=cells[place["code"]], href="") for place in places())
    caption = Caption("A region without a layout", "Grouped by county.")
    headings = (*((name, name) for name in COUNTIES), ("", "Single tier"))
    return replace(region(), caption=caption, tiles=tiles, headings=headings)


def maps() -> list[tuple[str, Figure]]:
    long = "Newcastle-under-Lyme Local Strategic Partnership"
    hostile = (
        Tile((0, 0), long, "NEW", "", "shared"),
        Tile((1, 0), "Partneriaeth Ŵyl Llanfairpwllgwyngyll", "LLAN", "", "submitted"),
        Tile((2, 0), "شراكة محلية", "شرا", "", "draft"),
        Tile((3, 0), "Bow <b>&</b> “Bromley” 🏙️", "<b>", "", "elsewhere"),
    )
    odd = HexMap(Caption("Names of every kind", "Four hexagons, one without a state."), hostile, STATES)
    none = HexMap(Caption("Nobody is enrolled yet", "An empty map."), (), STATES)
    return [
        ("Linked; names when wide, letters on a phone", hexmap(region(), MAP)),
        ("No layout: grouped by county", hexmap(grouped(), MAP)),
        ("Long, Welsh, Arabic and hostile names; a state not known", hexmap(odd, MAP)),
        ("Empty", hexmap(none, MAP)),
    ]


def condition(county: str, title: str, needed: int, met: bool) -> HexRow:
    districts = tuple(
        District(place["name"], BY_KEY[place["state"]])
        for place in places()
        if place["county"] == county and not place["name"].endswith(" county")
    )
    return HexRow(Caption(title, "A hexagon for each district; the line is where the majority lies."),
                  districts, STATES, needed, met)  # fmt: skip


def row_words(needed: str) -> HexRowWords:
    return HexRowWords(**HEADS, name="District", state="Project", needed=needed)


def rows() -> list[tuple[str, Figure]]:
    short = condition("Staffordshire", "Staffordshire needs one more project by 30 June", 5, met=False)
    done = condition("Worcestershire", "Worcestershire has met its condition", 4, met=True)
    none: tuple[District, ...] = ()
    twelve = tuple(District(f"{name} Heath", state) for name in ("Alder", "Birch", "Cedar") for state in STATES)
    return [
        ("Not met", hexrow(short, row_words("5 needed"))),
        ("Met", hexrow(done, row_words("4 needed"))),
        ("Twelve districts", hexrow(replace(short, districts=twelve, needed=7), row_words("7 needed"))),
        ("Small, not met", hexrow_mini(short, row_words("5 needed"))),
        ("Small, met", hexrow_mini(done, row_words("4 needed"))),
        ("Empty", hexrow(replace(short, districts=none), row_words("5 needed"))),
    ]
