"""The pages about contacts: what they list, hand out, and show to whom."""

from collections.abc import Callable
from datetime import date
from io import BytesIO
from urllib.parse import urlencode

import pytest
from django.test import Client
from django.utils import timezone

from partnerships.models import Contact
from tests.factories import RoleFactory, World
from tests.factories.contacts import ContactFactory
from tests.kit.govuk_ui.rendering import words
from tests.kit.tables.making import read_table, texts
from tests.partnerships.contacts.reading import main_of, names_in, person
from tests.queries import assert_same_queries

NASTY = "<b>Ann</b>"


# --- The list ---
@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["Ada Stone", "Bede Marsh", "Cai Marsh"]),
        ("q=marsh", ["Bede Marsh", "Cai Marsh"]),
        ("q=stone.example", ["Ada Stone"]),
        ("q=police marsh", ["Cai Marsh"]),
        ("partnership={neighbour}", ["Bede Marsh"]),
        ("topic=housing", ["Ada Stone"]),
        ("shared=yes", ["Bede Marsh"]),
        ("shared=no", ["Ada Stone", "Cai Marsh"]),
        ("stale=on", ["Cai Marsh", "Ada Stone"]),
        ("q=marsh&stale=on", ["Cai Marsh"]),
        ("partnership=nonsense&topic=nonsense&shared=perhaps", ["Ada Stone", "Bede Marsh", "Cai Marsh"]),
    ],
)
def test_the_list_is_narrowed_and_its_download_with_it(
    enter: Callable[[str], Client], world: World, query: str, found: list[str]
) -> None:
    today = timezone.localdate()
    person(world, "Ada Stone", email="ada@stone.example", topics=["housing"], checked_on=date(2026, 1, 1))
    person(world, "Bede Marsh", partnership=world.neighbour, shared=True, checked_on=today)
    person(world, "Cai Marsh", organisation="Police", checked_on=date(2025, 1, 1))
    person(world, "Abroad Marsh", partnership=world.abroad, topics=["housing"])
    client, query = enter("manager"), query.format(neighbour=world.neighbour.pk)
    assert names_in(client, f"/contacts/?{query}") == found
    assert [row[0] for row in downloaded(client, query)[1:]] == found


def downloaded(client: Client, query: str = "") -> list[list[str]]:
    response = client.get(f"/contacts/?{query}&format=csv")
    return texts(read_table(BytesIO(b"".join(response.streaming_content))))  # type: ignore[attr-defined]


OF_CONSENT = ["Topics", "Consent wording", "Consent date", "How they agreed", "Shown to agencies"]


@pytest.mark.parametrize("asked", ["zoe obrien", "ZOË", "o'brien", "example zoe", "fire crew"])
def test_people_are_found_as_one_types_them(enter: Callable[[str], Client], world: World, asked: str) -> None:
    person(world, "Zoë O’Brien", email="zoe@crew.example", organisation="Fire")
    person(world, "Bede Marsh", email="bede@crew.example")
    assert names_in(enter("manager"), f"/contacts/?{urlencode({'q': asked})}") == ["Zoë O’Brien"]


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("/contacts/", "LSP of the Marlvale Email and phone"),
        ("/contacts/stale/", "LSP of the Marlvale Email and phone"),
        ("/contacts/duplicates/", "Same name in one LSP of the Marlvale"),
        ("/contacts/add/", "LSP of the Marlvale Choose"),
        ("merge", "LSP of the Marlvale"),
        ("/contacts/?format=csv", "Single LSP"),
    ],
)
def test_what_a_region_calls_its_own_is_said_so_with_its_capitals(
    enter: Callable[[str], Client], world: World, url: str, said: str
) -> None:
    programme = world.here.programme
    programme.partnership_word, programme.partnership_words = "LSP of the Marlvale", "LSPs of the Marlvale"
    programme.metropolitan_word, programme.metropolitan_words = "single LSP", "single LSPs"
    programme.save()
    one, other = (person(world, "Ada Stone", partnership=world.here.single) for _ in range(2))
    address = f"/contacts/{one.pk}/merge/?with={other.pk}" if url == "merge" else url
    page = enter("manager").get(address)
    assert said in words(b"".join(page).decode())  # type: ignore[arg-type]


@pytest.mark.parametrize("kind", ["manager", "finance", "representative", "champion", "adviser", "area-lead"])
def test_a_download_tells_of_consent_to_the_manager_alone(
    enter: Callable[[str], Client], world: World, kind: str
) -> None:
    person(world, "Ada Stone", shared=True, topics=["zebras"], phone="=cmd()")
    heads, row = downloaded(enter(kind))
    assert (heads[-5:] == OF_CONSENT) == (kind == "manager")
    assert ("zebras" in row) == (kind == "manager")
    assert row[:3] == ["Ada Stone", Contact.objects.get().email, "=cmd()"]


def test_an_agency_reads_people_and_takes_no_copy_of_the_list(enter: Callable[[str], Client], world: World) -> None:
    person(world, "Ada Stone", shared=True)
    person(world, "Bede Marsh", agreed=True)
    client = enter("agency")
    assert names_in(client, "/contacts/") == ["Ada Stone"]
    assert "Download" not in main_of(client, "/contacts/")
    assert client.get("/contacts/?format=csv").headers["Content-Type"].startswith("text/html")


def test_an_agency_that_also_represents_takes_its_own_partnerships_contacts_alone(
    enter: Callable[[str], Client], world: World
) -> None:
    ContactFactory(partnership=world.own, name="Ada Stone")
    ContactFactory(partnership=world.elsewhere, name="Bede Marsh", shared=True)
    RoleFactory(agency=True, programme=world.here.programme, person=world.people["representative"])
    client = enter("representative")
    assert names_in(client, "/contacts/") == ["Ada Stone", "Bede Marsh"]
    taken = b"".join(client.get("/contacts/?format=csv")).decode()
    assert ("Ada Stone" in taken, "Bede Marsh" in taken) == (True, False)


@pytest.mark.parametrize("kind", ["finance", "representative", "agency"])
def test_nobody_else_finds_out_topics_by_narrowing(enter: Callable[[str], Client], world: World, kind: str) -> None:
    person(world, "Ada Stone", shared=True, topics=["housing"])
    client = enter(kind)
    assert names_in(client, "/contacts/?topic=crime&shared=no") == ["Ada Stone"]
    assert "housing" not in main_of(client, "/contacts/")


@pytest.mark.parametrize("kind", ["manager", "representative"])
def test_nobody_is_added_to_a_closed_year(enter: Callable[[str], Client], world: World, kind: str) -> None:
    client, page = enter(kind), f"/partnerships/{world.own.pk}/"
    assert all("/contacts/add/" in main_of(client, each) for each in ("/contacts/", page))
    assert ("/imports/contacts/add/" in main_of(client, "/contacts/")) == (kind == "manager")
    type(world.here.programme).objects.update(state="closed", closed_at=timezone.now())
    assert not any("contacts/add/" in main_of(client, each) for each in ("/contacts/", page))
    assert client.get("/contacts/add/").status_code == 404


def test_the_list_is_of_the_programme_acted_in(enter: Callable[[str], Client], world: World) -> None:
    there = RoleFactory(manager=True, person=world.people["manager"], programme=world.there.programme)
    person(world, "Ada Stone")
    person(world, "Bede Marsh", partnership=world.abroad)
    client = enter("manager")
    assert names_in(client, "/contacts/") == ["Ada Stone"]
    client.post("/role/", {"role": there.pk})
    assert names_in(client, "/contacts/") == ["Bede Marsh"]


@pytest.mark.parametrize("url", ["/contacts/", "/contacts/stale/"])
@pytest.mark.parametrize("kind", ["manager", "representative"])
def test_a_list_asks_the_same_for_any_length(enter: Callable[[str], Client], world: World, url: str, kind: str) -> None:
    client = enter(kind)
    assert_same_queries(
        lambda n: ContactFactory.create_batch(n, partnership=world.own, shared=True, topics=["a"]), url, client
    )


def test_the_duplicates_ask_the_same_for_any_length(enter: Callable[[str], Client], world: World) -> None:
    client = enter("manager")
    person(world, "First", email="same@p.example")
    assert_same_queries(
        lambda n: ContactFactory.create_batch(n, partnership=world.own, email="same@p.example"),
        "/contacts/duplicates/",
        client,
    )


# --- A person ---
def test_a_name_is_never_markup(enter: Callable[[str], Client], world: World) -> None:
    contact = person(world, NASTY, organisation=NASTY, job_title=NASTY, topics=[NASTY], shared=True)
    client = enter("manager")
    for url in ["/contacts/", "/contacts/stale/", f"/contacts/{contact.pk}/", f"/contacts/{contact.pk}/remove/"]:
        html = main_of(client, url)
        assert NASTY not in html
        assert "&lt;b&gt;Ann&lt;/b&gt;" in html


@pytest.mark.parametrize("kind", ["manager", "finance", "representative", "champion", "adviser", "agency"])
def test_what_a_person_agreed_to_is_shown_to_the_manager_alone(
    enter: Callable[[str], Client], world: World, kind: str
) -> None:
    contact = person(world, "Ada Stone", shared=True, topics=["zebras"])
    html = main_of(enter(kind), f"/contacts/{contact.pk}/")
    told = [word in html for word in ("zebras", contact.consent_wording.text, "On a form", contact.email)]
    assert told == [kind == "manager"] * 3 + [True]


def test_a_card_can_be_taken_into_an_address_book(enter: Callable[[str], Client], world: World) -> None:
    contact = person(world, 'Ann "Q" Stone/Marsh\r\nX: y', phone="01632 960001")
    response = enter("finance").get(f"/contacts/{contact.pk}/card/")
    assert response.headers["Content-Type"] == "text/vcard; charset=utf-8"
    assert response.headers["Content-Disposition"] == 'attachment; filename="Ann Q Stone Marsh X y.vcf"'
    assert b"\r\nTEL:01632 960001\r\n" in response.content


def test_a_person_can_be_rung_from_the_page(enter: Callable[[str], Client], world: World) -> None:
    contact = person(world, "Ada Stone", phone="+44 (0)1632 960 001")
    assert 'href="tel:+4401632960001"' in main_of(enter("finance"), f"/contacts/{contact.pk}/")
