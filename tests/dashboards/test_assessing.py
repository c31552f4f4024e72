"""How far partnerships are with assessing themselves, on map and table, and what the region needs, at home."""

import csv
import io
import re
from datetime import UTC, datetime

import pytest

from partnerships.models import KeyDate
from selfassessment.models import Assessment
from selfassessment.selectors.needs import assessed_on
from tests.factories import PartnershipFactory
from tests.factories.assessments import ASSESSED
from tests.factories.frameworks import choose, give_framework, given_version
from tests.factories.needs import completed_with
from tests.factories.people import PersonFactory
from tests.queries import queries_for

pytestmark = pytest.mark.django_db
BY_NAME = ("manager", "finance", "adviser", "area-lead", "steering", "evaluator")
OTHERS = ("representative", "champion", "facilitator", "agency")


@pytest.fixture(autouse=True)
def _without_second_step(settings):
    settings.SECOND_FACTOR_REQUIRED = False


@pytest.fixture
def year(world):
    """One partnership more effective, one developing, one under way, one on another framework; the rest not begun."""
    choose(world.here.programme, give_framework())
    completed_with(world.elsewhere, {"one": (2, 1)})
    choose(world.here.programme, given_version("key-success-criteria"))
    completed_with(world.own, {"trust": (8, 2), "vision": (5, 2)}, stage="more-effective")
    completed_with(world.neighbour, {"trust": (3, 2), "vision": (5, 2)}, stage="developing")
    begun = assessed_on(world.here.programme)
    Assessment.objects.create(
        partnership=world.here.single, made_on=begun, started_by=PersonFactory(), started_at=ASSESSED
    )
    return world.here.programme


def told(client, person, address):
    client.force_login(person)
    html = client.get(address).content.decode()
    main = html[html.index("<main") : html.index("</main>")]
    return " ".join(re.sub(r"<[^>]+>", " ", main).replace("\xa0", " ").split())


@pytest.mark.parametrize("kind", ["manager", "steering"])
def test_the_path_of_the_year_counts_who_has_completed_on_whatever_framework(client, world, year, kind):
    closes = datetime(2098, 6, 1, 22, 59, 59, tzinfo=UTC)
    KeyDate.objects.update_or_create(programme=year, kind="assessment", defaults={"closes_at": closes})

    assert "Assess (now) 3 of 9. By 1 June" in told(client, world.people[kind], "/home/")


@pytest.mark.parametrize("kind", BY_NAME)
def test_the_map_shows_stages_to_those_who_see_names(client, world, year, kind):
    page = told(client, world.people[kind], "/region/?show=assessment")

    for number, word in [
        *((1, "More effective"), (1, "Developing"), (1, "Under way"), (5, "Not begun")),
        (1, "Completed on another framework"),
    ]:
        assert f"{number} {word}" in page


@pytest.mark.parametrize("kind", OTHERS)
def test_the_map_shows_no_stage_to_others(client, world, year, kind):
    page = told(client, world.people[kind], "/region/?show=assessment")
    table = told(client, world.people[kind], "/region/table/")

    assert not any(word in page + table for word in ("More effective", "Developing", "Not begun", "Under way"))


def test_a_hexagon_says_the_stage_in_words(client, world, year):
    client.force_login(world.people["manager"])

    page = client.get("/region/?show=assessment").content.decode()

    assert re.search(f"{world.own.area}[^<]*: more effective", page, re.IGNORECASE)
    assert re.search(f"{world.here.single.area}[^<]*: under way", page, re.IGNORECASE)


def test_the_table_finds_those_at_a_stage(client, world, year):
    client.force_login(world.people["steering"])

    found = b"".join(client.get("/region/table/?assessment=_not_begun&format=csv")).decode("utf-8-sig")

    rows = list(csv.DictReader(io.StringIO(found)))
    assert len(rows) == 5
    assert {row["Assessment"] for row in rows} == {"Not begun"}


def test_without_a_framework_there_is_no_such_picture(client, world):
    assert "Assessment" not in told(client, world.people["manager"], "/region/")


@pytest.mark.parametrize("kind", ["manager", "steering"])
def test_the_home_says_what_the_region_needs(client, world, year, kind):
    page = told(client, world.people[kind], "/home/")

    assert "What the region needs A strong shared vision 2.50 Building trust 2.75 All themes, weakest first" in page


def test_before_anybody_completed_the_home_says_so(client, world):
    choose(world.here.programme, given_version("key-success-criteria"))

    assert "Nobody has completed an assessment yet." in told(client, world.people["manager"], "/home/")


@pytest.mark.parametrize("kind", ["manager", "steering"])
@pytest.mark.parametrize("address", ["/home/?show=assessment", "/region/?show=assessment"])
def test_any_number_takes_the_same_queries(client, world, year, kind, address):
    client.force_login(world.people[kind])
    before = queries_for(address, client)
    for at in range(5):
        completed_with(PartnershipFactory(programme=year, area=f"More {at}"), {"trust": (7, 2)})

    assert len(queries_for(address, client)) == len(before)


@pytest.mark.parametrize("kind", [*BY_NAME, *OTHERS])
def test_everybody_is_led_to_the_needs(client, world, kind):
    client.force_login(world.people[kind])

    links = [client.get(address).content.decode() for address in ("/home/", "/programme/")]

    assert any('href="/needs/"' in page for page in links)
