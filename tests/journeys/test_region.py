"""A manager looks at the region, switches what the map shows, and takes a part of it away as a table."""

import csv
import io
from collections.abc import Callable

import pytest

from partnerships.models import Partnership
from tests.browser import Window
from tests.factories import RoleFactory, World
from tests.journeys.traveller import Traveller

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
LONG = "Newcastle-under-Lyme Local Strategic Partnership"


@pytest.fixture
def region(world: World) -> World:
    """On a map, but for one; one champion still to name, one long name."""
    for number, partnership in enumerate(world.here.partnerships[:8]):
        Partnership.objects.filter(pk=partnership.pk).update(hex_q=number % 3, hex_r=number // 3)
    Partnership.objects.filter(pk=world.neighbour.pk).update(name=LONG, area="Newcastle-under-Lyme")
    RoleFactory(representative=True, partnership=world.neighbour)
    return world


def test_looking_at_the_region(traveller: Traveller, region: World) -> None:
    traveller.window.sign_in(region.people["manager"])
    traveller.open("/home/")
    traveller.arrive("1 of 9 partnerships has named everybody")
    traveller.see("Roles named across the region", "1 has no place on the map yet")
    traveller.look("home of the manager")

    traveller.follow("Tier")
    traveller.see("Tier across the region")
    traveller.look("tiers on the map")
    traveller.follow("5 districts")
    traveller.arrive("Marlvale as a table")
    traveller.see("5 partnerships", "Tier: District", LONG)

    traveller.pick("County", region.here.county.area)
    traveller.press("Apply filters")
    traveller.see("3 partnerships")
    traveller.pick("Roles named", "Somebody still to name")
    traveller.press("Apply filters")
    traveller.see("1 partnership", LONG)
    traveller.look("the table, filtered")
    name, held = downloaded(traveller, "Download as CSV")
    assert name.endswith(".csv")
    [row] = csv.DictReader(io.StringIO(held.decode("utf-8-sig")))
    assert (row["Partnership"], row["Roles named"]) == (LONG, "Somebody still to name")

    traveller.fill("Name, area or county", "nothing is called that")
    traveller.press("Apply filters")
    traveller.see("No partnership fits these filters")
    traveller.look("nothing fits")
    traveller.follow("The map")
    traveller.arrive("1 of 9 partnerships has named everybody")
    traveller.look("region")
    traveller.follow("Newcastle-under-Lyme, Thessershire: somebody still to name")
    traveller.see(LONG)


def downloaded(traveller: Traveller, name: str) -> tuple[str, bytes]:
    """The file behind a link."""
    found = traveller._find("link", name)
    with traveller.page.expect_download() as begun:
        traveller.hands.press(found, name)
    return begun.value.suggested_filename, begun.value.path().read_bytes()


@pytest.mark.parametrize("width", [1280, 320])
def test_hexagons_take_the_focus_row_by_row_and_show_it_and_the_map_can_be_skipped(
    window: Callable[..., Window], region: World, width: int
) -> None:
    here = window(width=width)
    here.sign_in(region.people["steering"])
    page = here.goto("/region/")
    page.get_by_role("link", name="Skip the map").focus()
    stops = []
    for _ in range(9):
        page.keyboard.press("Tab")
        stops.append(page.evaluate("document.activeElement.querySelector('title')?.textContent.split(/[:,]/)[0]"))
        handed_down = "getComputedStyle(document.activeElement.querySelector('use')).getPropertyValue('--ch-fill')"
        assert page.evaluate(handed_down).strip() in ("#fd0", "#ffdd00")
    assert sorted(stops) == sorted(
        name_on_the_map(each) for each in Partnership.objects.filter(programme=region.here.programme)
    )
    page.get_by_role("link", name="Skip the map").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**#*")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('.portal-key') !== null")


def name_on_the_map(partnership: Partnership) -> str:
    return f"{partnership.area} (county)" if partnership.tier == "county" else partnership.area
