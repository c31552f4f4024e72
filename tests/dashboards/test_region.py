"""The region as a map and as a table: both tell the same, and neither tells of another region."""

import csv
import io
import re
from collections import Counter
from datetime import UTC, date, datetime
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse

from dashboards.selectors.region import CountyTile
from kit.charts.palette import FULL, TICK, State
from kit.search import words_of
from partnerships.models import Invitation, Partnership, Programme
from tests.factories import PartnershipFactory, RoleFactory, World
from tests.factories.projects import give_terms
from tests.kit.tables.making import read_table
from tests.queries import assert_same_queries

AT = datetime(2026, 6, 18, 9, 0, tzinfo=UTC)


@pytest.fixture
def reader(client: Client, world: World) -> Client:
    """A steering group member of a region where each of the four states of enrolment occurs."""
    RoleFactory(champion=True, partnership=world.neighbour)
    Invitation.objects.create(
        programme=world.here.programme,
        partnership=world.elsewhere,
        kind="champion",
        email="asked@invited.example",
        since=date(2026, 4, 1),
        made_at=AT,
        sent_at=AT,
        expires_at=AT.replace(year=2099),
    )
    client.force_login(world.people["steering"])
    return client


def html_of(client: Client, address: str) -> str:
    html = client.get(address).content.decode()
    return html[html.index("<main") : html.index("</main>")]


def rows_of(client: Client, address: str) -> list[dict[str, str]]:
    """The rows of a download, by the names of its columns."""
    joined = "&" if "?" in address else "?"
    text = b"".join(client.get(f"{address}{joined}format=csv")).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


def legend_of(html: str) -> dict[str, int]:
    """Words and counts of the legend, without its last word where that is one of many."""
    found = re.findall(r'table/\?[\w-]+=([\w-]+)"><b>(\d+)</b>', html)
    return {state: int(number) for state, number in found}


def titles_of(html: str) -> list[str]:
    """What each hexagon says."""
    return [unescape(title) for title in re.findall(r"<title>([^<]*: [^<]*)</title>", html)]


def place(partnerships: list[Partnership]) -> None:
    """Give each a place of its own on the map."""
    for number, partnership in enumerate(partnerships):
        Partnership.objects.filter(pk=partnership.pk).update(hex_q=number, hex_r=0)


# --- Agreement --------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("show", ["enrolment", "tier"])
def test_map_legend_table_and_downloads_agree(reader: Client, world: World, show: str) -> None:
    html = html_of(reader, f"/region/?show={show}")
    legend, column = legend_of(html), {"enrolment": "Roles named", "tier": "Tier"}[show]
    drawn = Counter(title.rpartition(": ")[2] for title in titles_of(html))
    listed = Counter(row[column].lower() for row in rows_of(reader, "/region/table/"))
    assert drawn == listed
    assert sorted(legend.values()) == sorted(listed.values())
    for state, number in legend.items():
        filtered = html_of(reader, f"/region/table/?{show}={state}")
        assert filtered.count('scope="row"') == number == len(rows_of(reader, f"/region/table/?{show}={state}"))


def test_each_state_of_enrolment_is_where_it_belongs(reader: Client, world: World) -> None:
    html = html_of(reader, "/region/")
    assert legend_of(html) == {"complete": 1, "partly": 1, "invited": 1, "none": 6}
    assert f"{world.neighbour.area}, {world.here.county.area}: somebody still to name" in titles_of(html)
    assert f"{world.elsewhere.area}, {world.here.other_county.area}: invited, nobody has accepted yet" in titles_of(
        html
    )


def test_tiers_are_told_in_the_regions_own_words(reader: Client, world: World) -> None:
    Programme.objects.update(district_word="borough", district_words="boroughs", county_word="shire")
    html = html_of(reader, "/region/?show=tier")
    assert re.search(r"<b>5</b> boroughs</a>", html)
    assert f"{world.here.county.area} (shire): shire" in titles_of(html)
    assert "Shire" in html_of(reader, "/region/table/")


def test_a_picture_that_there_is_not_shows_the_first(reader: Client) -> None:
    assert legend_of(html_of(reader, "/region/?show=nonsense")) == legend_of(html_of(reader, "/region/"))


# --- The map ----------------------------------------------------------------------------------------------------------
def test_without_a_layout_places_are_grouped_under_their_countys_name(reader: Client, world: World) -> None:
    html = html_of(reader, "/region/")
    assert "This region has no map layout yet" in html
    assert html.count("<svg") - html.count('width="26"') == 1
    assert len(titles_of(html)) == 9
    headings = re.findall(r'font-size="17" font-weight="700">([^<]+)<', html)
    assert headings == [*sorted([world.here.county.area, world.here.other_county.area]), "Single tier"]


def test_places_lie_where_the_layout_says(reader: Client, world: World) -> None:
    place(list(world.here.partnerships))
    html = html_of(reader, "/region/")
    assert "no map layout" not in html
    assert "Single tier<" not in html
    assert "no place on the map" not in html
    xs = [float(x) for x in re.findall(r'transform="translate\(([\d.]+) ', html)]
    assert len(xs) == 9
    assert xs == sorted(xs)


def test_those_without_a_place_stand_below_and_are_counted(reader: Client, world: World) -> None:
    place(list(world.here.partnerships[:7]))
    html = html_of(reader, "/region/")
    below = html[html.index("2 have no place on the map yet") :]
    assert len(titles_of(html)) == 9
    assert len(titles_of(below)) == 2


def test_a_line_goes_round_each_locality(reader: Client) -> None:
    assert html_of(reader, "/region/").count('class="ch-line"') == 2


def test_the_map_can_be_skipped_and_the_switch_says_what_is_shown(reader: Client) -> None:
    html = html_of(reader, "/region/?show=tier")
    assert 'href="#after-map"' in html
    assert 'id="after-map"' in html
    assert re.search(r'href="\?show=tier"\s*aria-current="true">Tier', html)


def test_letters_are_derived_where_a_place_has_none(reader: Client, world: World) -> None:
    Partnership.objects.filter(pk=world.own.pk).update(short="OWN")
    html = html_of(reader, "/region/")
    assert ">OWN<" in html
    assert ">QUE<" in html


# --- Large regions ----------------------------------------------------------------------------------------------------
def test_above_two_hundred_partnerships_counties_are_shown_with_a_count_for_each_state(
    reader: Client, world: World
) -> None:
    PartnershipFactory.create_batch(191, programme=world.here.programme, district=True, county=world.here.county)
    assert len(titles_of(html_of(reader, "/region/"))) == 200
    PartnershipFactory(programme=world.here.programme, metropolitan=True)
    html = html_of(reader, "/region/")
    text = " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())
    assert titles_of(html) == []
    assert f"{world.here.county.area} ✓ 1 Everybody named, S 1 Somebody still to name, N 193 Nobody named" in text
    assert "Metropolitan districts N 2 Nobody named" in text
    assert sum(legend_of(html).values()) == 201


def test_a_countys_tile_leads_to_exactly_its_partnerships(reader: Client, world: World) -> None:
    PartnershipFactory.create_batch(200, programme=world.here.programme)
    html = html_of(reader, "/region/")
    address = unescape(re.search(rf'href="([^"]+)">{world.here.county.area}<', html)[1])  # type: ignore[index]
    names = {row["Area"] for row in rows_of(reader, address)}
    assert names == {world.here.county.area, *(each.area for each in world.here.districts)}


def test_a_countys_tile_says_its_states_as_text() -> None:
    states = (State("a", "A & B", FULL, "<"), 2), (State("c", "C", FULL, TICK), 1)
    said = CountyTile("Umbershire", "county=1", 3, states).counts
    assert "&lt; <b>2</b>" in said
    assert " A &amp; B,</span>" in said
    assert said.endswith('✓ <b>1</b><span class="govuk-visually-hidden"> C</span></span>')


def test_counties_come_in_pages(reader: Client, world: World) -> None:
    PartnershipFactory.create_batch(198, programme=world.here.programme, is_county=True)
    first, second = (html_of(reader, f"/region/?page={page}").count("portal-counties__counts") for page in (1, 2))
    assert (first, second) == (32, 30)  # the single tiers stand on the first


# --- The table --------------------------------------------------------------------------------------------------------
def test_the_table_is_narrowed_by_each_filter_and_by_all(reader: Client, world: World) -> None:
    county, own = world.here.county, world.own
    assert len(rows_of(reader, f"/region/table/?county={county.pk}")) == 4
    assert len(rows_of(reader, f"/region/table/?county={county.pk}&tier=district")) == 3
    assert [row["Area"] for row in rows_of(reader, f"/region/table/?q={own.area[:5].upper()}")] == [own.area]
    both = f"/region/table/?county={county.pk}&tier=district&enrolment=partly"
    assert [row["Area"] for row in rows_of(reader, both)] == [world.neighbour.area]


def test_what_is_chosen_is_said_and_can_be_taken_away(reader: Client, world: World) -> None:
    html = unescape(html_of(reader, "/region/table/?q=a&tier=district"))
    assert "Tier: District" in html
    assert 'href="?q=a"' in html
    assert 'href="?tier=district"' in html


@pytest.mark.parametrize("query", ["county=99999999", "tier=village", "enrolment=%00", "county=x", "page=zzz"])
def test_a_filter_that_there_is_not_filters_nothing(reader: Client, query: str) -> None:
    assert len(rows_of(reader, f"/region/table/?{query}")) == 9
    assert "9 partnerships" in html_of(reader, f"/region/table/?{query}")


def test_a_programme_without_partnerships_says_so_and_blames_no_filter(db: None, client: Client) -> None:
    client.force_login(RoleFactory(evaluator=True).person)
    html = html_of(client, "/region/table/")
    assert "There are no partnerships yet" in html
    assert "Clear filters" not in html
    assert "Clear filters" in html_of(client, "/region/table/?q=x")


def test_another_programmes_county_is_no_filter(reader: Client, world: World) -> None:
    assert len(rows_of(reader, f"/region/table/?county={world.there.county.pk}")) == 9


@pytest.mark.parametrize("name", ["\0", "'; DROP TABLE", "%25", "🏙️", "x" * 5000])
def test_odd_names_find_nothing_or_everything_and_break_nothing(reader: Client, name: str) -> None:
    response = reader.get("/region/table/", {"q": name})
    assert "No partnership fits these filters" in response.content.decode() or not words_of(name)


def test_a_workbook_holds_the_same_as_the_page(reader: Client) -> None:
    body = b"".join(reader.get("/region/table/?tier=county&format=xlsx"))  # type: ignore[arg-type]
    table = read_table(io.BytesIO(body))
    assert list(table.headers) == ["Partnership", "Area", "County", "Roles named", "Tier"]
    assert len(list(table.rows)) == 2


def test_a_long_name_stands_whole_in_the_table_and_in_the_hexagons_words(reader: Client, world: World) -> None:
    long = "Newcastle-under-Lyme Local Strategic Partnership"
    Partnership.objects.filter(pk=world.own.pk).update(name=long, area=long)
    assert any(title.startswith(long) for title in titles_of(html_of(reader, "/region/")))
    assert long in html_of(reader, "/region/table/")


def test_nobody_sees_a_region_without_a_role_in_it(client: Client, world: World) -> None:
    client.force_login(world.people["no-role"])
    assert [client.get(reverse(name)).status_code for name in ("region", "region_table")] == [404, 404]


@pytest.mark.parametrize("address", ["/region/", "/region/?show=project", "/region/?show=grant", "/region/table/"])
def test_the_region_asks_the_same_for_any_number_of_partnerships(reader: Client, world: World, address: str) -> None:
    programme = world.here.programme
    give_terms(programme)

    def make(number: int) -> None:
        PartnershipFactory.create_batch(number, programme=programme, district=True, county=world.here.county)

    assert_same_queries(make, address, reader)
    make(200)
    assert_same_queries(make, address, reader)
