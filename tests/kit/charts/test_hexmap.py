"""The region at a glance: named links, names and letters in one small picture, outlines by condition."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from kit.charts.hexmap import HexMap, hexmap
from kit.charts.palette import PAINTS
from kit.govuk_ui.style.chart_maps import MAP, grouped, region
from tests.kit.charts.drawing import SVG, drawn, parse, said, texts

STATIC = Path(__file__).parents[3] / "static"


def one(name: str) -> HexMap:
    return replace(region(), tiles=tuple(tile for tile in region().tiles if tile.name == name), counties=())


def test_each_hexagon_is_a_link_named_by_place_county_and_state() -> None:
    links = list(parse(hexmap(region(), MAP).svg).iter(f"{SVG}a"))

    names = {link.find(f"{SVG}title").text: link.get("href") for link in links}

    assert len(links) == 38
    assert names["Tamworth, Staffordshire: submitted, not yet shared"] == "#E07000199"
    assert "Birmingham: submitted" in names


def test_with_links_it_is_a_group_and_without_it_is_an_image() -> None:
    bare = replace(region(), tiles=tuple(replace(tile, href="") for tile in region().tiles))

    assert parse(hexmap(region(), MAP).svg).get("role") == "group"
    assert parse(hexmap(bare, MAP).svg).get("role") == "img"
    assert not list(parse(hexmap(bare, MAP).svg).iter(f"{SVG}a"))


def test_38_partnerships_with_real_addresses_take_at_most_16_kilobytes() -> None:
    tiles = tuple(replace(tile, href=f"/partnerships/{tile.href[1:]}/") for tile in region().tiles)

    assert len(hexmap(replace(region(), tiles=tiles), MAP).svg.encode()) <= 16_000


def test_a_map_is_drawn_again_when_one_thing_on_it_changes_and_else_is_the_one_drawn_before() -> None:
    first, *others = region().tiles
    changed = replace(region(), tiles=(replace(first, said="elsewhere"), *others))

    before = hexmap(region(), MAP)

    assert hexmap(region(), MAP) is before
    assert "elsewhere" in hexmap(changed, MAP).svg
    assert hexmap(region(), replace(MAP, state="Where it is")).table.headers[-1] == "Where it is"


def test_a_state_is_drawn_once_however_many_are_in_it() -> None:
    root = parse(hexmap(region(), MAP).svg)

    drawn_once = [polygon.get("class") for polygon in root.iter(f"{SVG}polygon")]

    assert drawn_once == ["ch-hex ch-deep", "ch-hex ch-mid", "ch-hex ch-pale", "ch-hex ch-blank"]
    assert len(list(root.iter(f"{SVG}use"))) == 38


def test_the_style_sheet_paints_a_maps_hexagons_as_the_palette_does() -> None:
    rules = re.findall(r":where\(\.ch-hex\)\.ch-(\w+)\{([^}]*)\}", (STATIC / "govuk_ui/portal.css").read_text())

    said_there = {name: re.findall(r"var\(--ch-\w+, (#?\w[\w.]*?)(?:px)?\)", rule) for name, rule in rules}

    assert said_there == {name: [paint.fill, paint.line, f"{paint.line_width:g}"] for name, paint in PAINTS.items()}
    assert {paint.dash for paint in PAINTS.values()} == {"", "4 3"}


def test_a_block_of_tiles_has_its_countys_name_above_it_in_lines_or_large_for_a_phone() -> None:
    told = {"Staffordshire": "Staffordshire and the other places round about it", "": "Single tier", "Kent": "Kent"}
    svg = hexmap(replace(grouped(), headings=tuple(told.items())), MAP).svg

    lines = texts(svg)[-3:]
    tops = {mark.box.top for mark in drawn(svg) if mark.name == "polygon"}

    assert [mark.text for mark in lines] == ["Staffordshire and the other places round", "about it", "Single tier"]
    assert all(min(tops) - 30 < line.box.bottom < max(tops) for line in lines)
    assert "Kent" not in said(svg)
    assert [mark.text for mark in texts(svg, hidden="ch-name")][-2:] == ["Staffordshire and the…", "Single tier"]


def test_names_show_without_a_style_sheet_and_letters_do_not() -> None:
    root = parse(hexmap(one("Tamworth"), MAP).svg)

    letters = [element.get("display") for element in root.iter() if element.get("class") == "ch-code"]

    assert letters == ["none", "none"]
    assert said(hexmap(one("Tamworth"), MAP).svg) == ["S", "Tamworth"]


def test_three_letters_and_the_mark_are_what_a_phone_shows() -> None:
    shown = [mark.text for mark in drawn(hexmap(one("Tamworth"), MAP).svg, hidden="ch-name") if mark.text]

    assert shown == ["S", "TAM"]


def test_a_met_county_is_solid_and_an_unmet_one_dashed() -> None:
    lines = [e for e in parse(hexmap(region(), MAP).svg).iter(f"{SVG}path") if "met" in e.get("class", "")]

    dashed = [line.get("class") for line in lines if line.get("stroke-dasharray")]

    assert len(lines) == 4
    assert dashed == ["ch-not-met"]


def test_hexagons_come_from_north_to_south_and_west_to_east() -> None:
    tiles = [link.find(f"{SVG}title").text for link in parse(hexmap(region(), MAP).svg).iter(f"{SVG}a")]

    assert tiles[0].startswith("Newcastle-under-Lyme")
    assert tiles[-1].startswith("Stratford-on-Avon")


def test_the_key_counts_each_state_that_occurs() -> None:
    labels = [item.label for item in hexmap(region(), MAP).key]

    assert labels == [
        "27 submitted and shared",
        "1 submitted, not yet shared",
        "6 draft",
        "4 not started",
        "county condition met",
        "not yet met",
    ]


def test_a_state_nobody_knows_is_shown_as_such() -> None:
    tamworth = one("Tamworth")
    lost = replace(tamworth, tiles=(replace(tamworth.tiles[0], state="lost"),))

    figure = hexmap(lost, MAP)

    assert figure.table.rows == (("Tamworth", "Staffordshire", "Not known"),)
    assert "?" in said(figure.svg)


def test_the_table_has_the_states_by_name() -> None:
    rows = hexmap(region(), MAP).table.rows

    assert rows[0] == ("Birmingham", "", "Submitted")
    assert len(rows) == 38


@pytest.mark.parametrize("name", ["Wolverhampton", "Buckinghamshire county", "Northamptonshire"])
def test_a_long_word_gets_smaller_rather_than_broken(name: str) -> None:
    tile = replace(one("Tamworth").tiles[0], name=name)

    assert said(hexmap(replace(one("Tamworth"), tiles=(tile,)), MAP).svg)[1:] == name.split()


def test_no_link_inherits_a_text_anchor_for_then_a_pdf_would_lose_it() -> None:
    root = parse(hexmap(region(), MAP).svg)

    above = [element for element in root.iter() if any(child.tag == f"{SVG}a" for child in element)]

    assert len(above) == 1
    assert [element.get("text-anchor") for element in (root, *above, *root.iter(f"{SVG}a"))] == [None] * 40
