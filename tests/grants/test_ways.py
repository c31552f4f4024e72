"""Where pages of grants lead to: whoever reads one may open all that it links to, and finds the way back."""

import re

import pytest
import time_machine
from django.test import Client

from grants.models import Determination
from tests.factories import PartnershipFactory, World
from tests.grants.deciding import LATER, confirmed, failed, prepared
from tests.kit.govuk_ui.rendering import words

pytestmark = pytest.mark.django_db
LINK = re.compile(r'<a[^>]*href="(/(?:grants|ledger|submission)[^"#?]*)"')
KINDS = ("manager", "finance", "steering", "evaluator", "representative", "champion", "adviser", "area-lead")
BACK = 'class="govuk-back-link"'


def pages_of(client: Client, url: str, seen: dict[str, int]) -> dict[str, int]:
    """Every page of grants that can be come to from one, and its status; files are not opened."""
    if url not in seen and not url.endswith(("/pdf/", "/letter/", "/rows/")):
        response = client.get(url)
        seen[url] = response.status_code
        if response.status_code == 200 and not response.streaming:
            for link in LINK.findall(response.content.decode()):
                pages_of(client, link, seen)
    return seen


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("decide", [prepared, confirmed])
def test_everybody_may_open_what_a_page_of_grants_links_to(world: World, client: Client, kind: str, decide) -> None:
    decide(failed(world))
    client.force_login(world.people[kind])

    with time_machine.travel(LATER, tick=False):
        pages = pages_of(client, "/grants/", {})

    assert len(pages) > 1
    assert {url: status for url, status in pages.items() if status == 404} == {}


def test_pages_beneath_where_grants_stand_lead_back(world: World, client: Client) -> None:
    confirmed(failed(world))
    client.force_login(world.people["manager"])
    sheet = f"/grants/determinations/{Determination.objects.get().pk}/"
    below = (
        "/ledger/",
        "/grants/awards/",
        "/grants/determinations/",
        "/grants/simulations/",
        "/grants/simulator/",
        sheet,
    )

    with time_machine.travel(LATER, tick=False):
        pages = {url: client.get(url).content.decode() for url in below}

    assert [url for url, html in pages.items() if BACK not in html] == []


@pytest.mark.parametrize(("kind", "has_filters"), [("manager", True), ("representative", False)])
def test_few_places_are_read_without_filters(world: World, client: Client, kind: str, has_filters: bool) -> None:
    prepared(failed(world))
    client.force_login(world.people[kind])

    assert ("Apply filters" in client.get("/grants/").content.decode()) is has_filters


def test_of_a_large_locality_filters_offer_only_what_there_is(world: World, client: Client) -> None:
    prepared(failed(world))
    PartnershipFactory.create_batch(8, tier="district", programme=world.here.programme, county=world.here.county)
    client.force_login(world.people["representative"])
    page = client.get("/grants/").content.decode()

    assert "Apply filters" in page
    assert '<option value="district">' in page
    assert f'<option value="{world.here.county.pk}">' in page
    assert '<option value="unitary">' not in page
    assert f'<option value="{world.here.other_county.pk}">' not in page


@pytest.mark.parametrize(("kind", "offers_to_try"), [("manager", True), ("representative", False)])
def test_before_the_decision_it_begins_with_what_would_be(
    world: World, client: Client, kind: str, offers_to_try: bool
) -> None:
    prepared(failed(world))
    client.force_login(world.people[kind])
    page = words(client.get("/grants/").content.decode())

    assert ("If the grants were decided today, £83,300 of the £83,300 offered would go out." in page) is offers_to_try
    assert ("This is what each would get if the grants were decided today." in page) is not offers_to_try
    assert ("Try what would happen" in page) is offers_to_try
