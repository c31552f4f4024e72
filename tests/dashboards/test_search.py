"""The search of the header: what it finds, for whom, and what it says when there is nothing."""

from html import unescape

import pytest
from django.test import Client

from partnerships.models import Contact
from tests.factories import PartnershipFactory, World
from tests.factories.projects import make_project
from tests.kit.govuk_ui.rendering import words
from tests.queries import assert_no_repeats, assert_same_queries, queries_for

pytestmark = pytest.mark.django_db


@pytest.fixture
def manager(world: World, client: Client) -> Client:
    client.force_login(world.people["manager"])
    return client


def found(client: Client, typed: str) -> str:
    page = client.get("/search/", {"q": typed}).content.decode()
    return unescape(words(page[page.index("<main") : page.index("</main>")]))


def test_partnerships_people_contacts_and_years_are_found_together(world: World, manager: Client) -> None:
    Contact.objects.create(
        programme=world.here.programme, name="Odile Other", partnership=world.own, checked_on="2026-05-01"
    )
    page = found(manager, "odile")
    assert "People and invitations (1) Odile Marchbank Ollerwick Partnership" in page
    assert "Contacts (1) Odile Other Ollerwick Partnership" in page
    assert "Partnerships (1) Zelwick Partnership Metropolitan district" in found(manager, "zelwick")
    assert "Programme years (1) Learning in Marlvale" in found(manager, "marlvale")


def test_every_word_must_be_there_in_any_case_and_without_accents(world: World, manager: Client) -> None:
    PartnershipFactory(programme=world.here.programme, area="Côte-sous-Bois", name="Côte-sous-Bois Partnership")
    assert "Côte-sous-Bois Partnership" in found(manager, "BOIS cote")
    assert "Nothing is called “bois zelwick”" in found(manager, "bois zelwick")


def test_another_programme_is_not_searched(world: World, manager: Client) -> None:
    assert "Nothing is called “Ibberwick”" in found(manager, "Ibberwick")


@pytest.mark.parametrize("typed", ["", "   ", "%", "'’"])
def test_without_a_word_nothing_is_looked_for(world: World, manager: Client, typed: str) -> None:
    page = found(manager, typed)
    assert "Partnership" not in page
    assert "Part of a name is enough" in page


@pytest.mark.parametrize(
    "typed", ["<script>alert(1)</script>", "x" * 5_000, "qa\0zx", "’ OR 1=1 -- zx", "\N{PILE OF POO}"]
)
def test_odd_words_are_words(world: World, manager: Client, typed: str) -> None:
    response = manager.get("/search/", {"q": typed})
    assert "Nothing is called" in unescape(response.content.decode())
    assert b"<script>alert" not in response.content


def test_the_words_stay_in_the_box(world: World, manager: Client) -> None:
    assert b'value="st &quot;x&quot;"' in manager.get("/search/", {"q": 'st "x"'}).content


def test_more_than_twenty_lead_to_the_list(world: World, manager: Client) -> None:
    PartnershipFactory.create_batch(21, programme=world.here.programme)
    page = manager.get("/search/", {"q": "place partnership"}).content.decode()
    assert page.count("portal-list__title") == 20
    assert "the first 20" in words(page)
    assert 'href="/partnerships/?q=place%20partnership"' in page
    assert "21 partnerships" in words(manager.get("/partnerships/?q=place%20partnership").content.decode())


def test_the_search_asks_the_same_however_much_there_is(world: World, manager: Client) -> None:
    def more(number: int) -> None:
        PartnershipFactory.create_batch(number, programme=world.here.programme)
        PartnershipFactory.create_batch(number, programme=world.there.programme)

    assert_same_queries(more, "/search/?q=partnership", manager)
    assert_no_repeats(queries_for("/search/?q=a", manager))


def test_projects_are_found_by_the_title_that_one_reads_and_by_the_area(world: World, client: Client) -> None:
    make_project(world.own, words=("Zqmeasuresqz", "", "", ""))
    make_project(world.neighbour, words=("Zqsharedqz", "Why", "x", ""), shared_with=[world.own])
    client.force_login(world.people["champion"])
    assert "Zqmeasuresqz" in found(client, "zqmeas")
    assert "Zqsharedqz" in found(client, "zqshared")
    assert "Projects (1)" in found(client, world.own.area)
    client.force_login(world.people["evaluator"])
    assert "Nothing is called “zqmeas”" in found(client, "zqmeas")
    assert "Zqsharedqz" in found(client, "zqshared")
    client.force_login(world.people["agency"])
    assert "Nothing is called “zqshared”" in found(client, "zqshared")
