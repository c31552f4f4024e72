"""The directory: who is in it, how it is searched and narrowed, and what can be taken away."""

from io import BytesIO

import pytest
from django.test import Client

from kit.search import words_of
from partnerships.models import Role
from tests.factories import NO_ROLE, PartnershipFactory, RoleFactory, World
from tests.kit.govuk_ui.rendering import words
from tests.kit.tables.making import read_table, texts
from tests.queries import assert_same_queries

pytestmark = pytest.mark.django_db


def areas(client: Client, question: str = "") -> set[str]:
    """The areas that a download of the filtered list has; every name ends with "Partnership"."""
    content = b"".join(client.get(f"/partnerships/?format=csv&{question}"))
    rows = texts(read_table(BytesIO(content)))
    return {row[0].removesuffix(" Partnership") for row in rows[1:]}


@pytest.fixture
def reader(world: World, client: Client) -> Client:
    client.force_login(world.people["evaluator"])
    return client


def test_the_directory_has_the_programme_and_no_other(world: World, reader: Client) -> None:
    assert areas(reader) == {place.area for place in world.here.partnerships}
    page = words(reader.get("/partnerships/").content.decode())
    assert "9 partnerships" in page
    assert world.abroad.area not in page


def test_entries_stand_by_name_whatever_the_case_of_letters(world: World, reader: Client) -> None:
    PartnershipFactory(programme=world.here.programme, area="Zz", name="aardvale alliance")
    page = words(reader.get("/partnerships/").content.decode())
    assert page.index("aardvale alliance") < page.index("Ollerwick Partnership") < page.index("Zelwick Partnership")


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ("q=OLLER", {"Ollerwick"}),
        ("q=umber", {"Umbershire", "Vintle", "Wrenfold"}),
        ("q=partnership+ollerwick", {"Ollerwick"}),
        ("q=ollerwick+vintle", set()),
        ("q=zel", {"Zelwick"}),
        ("tier=unitary", {"Yarrowmoor"}),
        ("tier=nothing", "all"),
    ],
)
def test_the_directory_is_searched_and_narrowed(
    world: World, reader: Client, question: str, found: set[str] | str
) -> None:
    assert areas(reader, question) == ({place.area for place in world.here.partnerships} if found == "all" else found)


@pytest.mark.parametrize("typed", ["édmund's", "EDMUNDS", "st edmund’s", "edmund's-st", "s\N{COMBINING ACUTE ACCENT}t"])
def test_accents_apostrophes_and_case_do_not_matter(world: World, reader: Client, typed: str) -> None:
    PartnershipFactory(programme=world.here.programme, area="St Édmund's", name="St Édmund's Partnership")
    response = reader.get("/partnerships/", {"q": typed})
    assert "1 partnership" in words(response.content.decode())


@pytest.mark.parametrize("typed", ["ΟΔΟΣ", "οδος", "οδοσ"])
def test_a_word_is_found_whichever_sigma_it_ends_in(world: World, reader: Client, typed: str) -> None:
    for area in ("ΟΔΟΣ", "Μεγάλη οδός"):
        PartnershipFactory(programme=world.here.programme, area=area, name=f"{area} Partnership")
    response = reader.get("/partnerships/", {"q": typed})
    assert "2 partnerships" in words(response.content.decode())


def test_what_a_pattern_would_mean_is_taken_as_letters(world: World, reader: Client) -> None:
    assert areas(reader, "q=%25") == areas(reader)
    assert areas(reader, "q=_____") == set()
    assert words_of("a b c d e f g h i j") == list("abcdefgh")


def test_a_county_is_found_with_its_districts(world: World, reader: Client) -> None:
    assert areas(reader, f"county={world.here.county.pk}") == {
        place.area for place in (world.here.county, *world.here.districts)
    }


def test_the_directory_is_narrowed_to_an_area_lead_of_today(world: World, reader: Client) -> None:
    over = RoleFactory(area_lead=True, programme=world.here.programme, assigned=[world.elsewhere], over=True)
    lead = world.people["area-lead"]
    assert areas(reader, f"area_lead={lead.pk}") == {world.own.area}
    page = words(reader.get("/partnerships/").content.decode())
    assert lead.name in page
    assert over.person.name not in page


def test_the_region_s_words_are_used(world: World, reader: Client) -> None:
    programme = world.here.programme
    programme.partnership_words, programme.unitary_word, programme.county_word = "alliances", "lone place", "shire"
    programme.save()
    page = words(reader.get("/partnerships/").content.decode())
    assert "9 alliances" in page
    assert "Lone place" in page
    assert "Shire" in page
    assert "Name, area or shire" in page


def test_how_far_a_partnership_has_come_can_be_asked(world: World, reader: Client) -> None:
    assert areas(reader, "enrolment=complete") == {world.own.area}
    Role.objects.filter(kind="champion").delete()
    assert areas(reader, "enrolment=partly") == {world.own.area}


def test_nothing_found_says_how_to_go_on(world: World, reader: Client) -> None:
    page = words(reader.get("/partnerships/?q=nowhere").content.decode())
    assert "No partnership fits these filters" in page
    assert "Clear filters" in page


def test_only_a_manager_is_offered_to_add_one(world: World, client: Client) -> None:
    offered = set()
    for kind, person in world.people.items():
        client.force_login(person)
        page = client.get("/partnerships/").content.decode()
        offered |= {kind} if "/partnerships/add/" in page else set()
    assert offered == {"manager"}
    assert NO_ROLE in world.people


def test_the_directory_asks_the_same_for_any_length(world: World, reader: Client) -> None:
    lead = world.roles["area-lead"]

    def more(number: int) -> None:
        lead.assigned.add(*PartnershipFactory.create_batch(number, programme=world.here.programme, district=True))

    assert_same_queries(more, "/partnerships/", reader)
    assert len(reader.get("/partnerships/").content) < 40_000


def test_who_only_represents_one_reads_that_one(world: World, client: Client) -> None:
    client.force_login(world.people["representative"])
    assert areas(client) == {world.own.area}
    RoleFactory(adviser=True, person=world.people["representative"], programme=world.here.programme)
    assert areas(client) == {place.area for place in world.here.partnerships}
