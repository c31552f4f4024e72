"""A partnership's page and a county's: what each shows, to whom."""

from datetime import date
from html import unescape

import pytest
from django.test import Client

from accounts.models import Person
from partnerships.models import AccountableBody, Invitation, Programme, Role
from tests.factories import NO_ROLE, PartnershipFactory, World
from tests.kit.govuk_ui.rendering import words
from tests.queries import assert_same_queries, queries_for

pytestmark = pytest.mark.django_db


def page(client: Client, person: Person, address: str) -> str:
    client.force_login(person)
    return unescape(words(client.get(address).content.decode()))


def test_an_entry_shows_what_everybody_may_know(world: World, client: Client) -> None:
    own, programme = world.own, world.here.programme
    own.gss_code, own.ons_code, own.population, own.short, own.delivers_laa = "E00000001", "00AA", 98700, "OLL", True
    body = AccountableBody.objects.create(programme=programme, name="Oller Council", identifier="GB-LAE-OLL")
    own.accountable_body, programme.district_word = body, "borough"
    own.save()
    programme.save()
    shown = page(client, world.people["agency"], f"/partnerships/{own.pk}/")
    for fact in ("Borough", "Thessershire", "Anselm Furrow", "Delivers one", "Oller Council", "GB-LAE-OLL"):
        assert fact in shown
    for fact in ("E00000001", "00AA", "98,700", "not checked against a register", "OLL"):
        assert fact in shown


def test_the_people_are_named_to_the_manager_and_their_own_and_who_was_asked_to_who_may_ask(
    world: World, client: Client
) -> None:
    asked = Invitation.objects.create(
        programme=world.here.programme,
        partnership=world.own,
        kind="representative",
        email="asked@people.example",
        name="Asked Already",
        since=world.here.programme.starts,
        made_at="2026-06-01T09:00:00Z",
    )
    pages = {kind: page(client, person, f"/partnerships/{world.own.pk}/") for kind, person in world.people.items()}
    representative = world.people["representative"].name
    # Who holds a role is row 04, not row 02; the own people know each other (row 03).
    named = {kind for kind, shown in pages.items() if representative in shown}
    assert named == {"manager", "representative", "champion"}
    assert {kind for kind, shown in pages.items() if asked.name in shown} == {"manager", "representative"}
    assert NO_ROLE in world.people


def test_who_is_missing_is_named_by_a_link_that_knows_the_role(world: World, client: Client) -> None:
    client.force_login(world.people["manager"])
    shown = client.get(f"/partnerships/{world.elsewhere.pk}/").content.decode()
    for kind in ("representative", "champion"):
        assert f'href="/partnerships/{world.elsewhere.pk}/invite/?kind={kind}"' in shown
    client.force_login(world.people["champion"])
    assert "/invite/" not in client.get(f"/partnerships/{world.own.pk}/").content.decode()


def test_who_may_change_the_entry_is_led_there(world: World, client: Client) -> None:
    led = {
        kind
        for kind, person in world.people.items()
        if "Change this entry" in page(client, person, f"/partnerships/{world.own.pk}/")
    }
    assert led == {"manager", "representative"}


def test_a_partnership_without_people_says_so(world: World, client: Client) -> None:
    shown = page(client, world.people["manager"], f"/partnerships/{world.elsewhere.pk}/")
    assert "No representative yet" in shown
    assert "No champion yet" in shown


@pytest.mark.parametrize("kind", ["manager", "representative", "area-lead", "agency"])
def test_a_page_asks_little(world: World, client: Client, kind: str) -> None:
    client.force_login(world.people[kind])
    address = f"/partnerships/{world.own.pk}/"
    client.get(address)
    assert len(queries_for(address, client)) <= 8
    assert len(client.get(address).content) < 20_000


def test_a_county_stands_with_its_districts_and_no_others(world: World, client: Client) -> None:
    shown = page(client, world.people["steering"], f"/partnerships/{world.here.county.pk}/locality/")
    assert "Thessershire Partnership" in shown
    assert all(district.name in shown for district in world.here.districts)
    assert not any(district.name in shown for district in world.here.other_districts)
    assert "Districts 3" in shown
    assert "Everybody named" in shown
    assert "Nobody named" in shown


def test_populations_are_summed_when_all_are_known(world: World, client: Client) -> None:
    address = f"/partnerships/{world.here.county.pk}/locality/"
    for number, district in enumerate(world.here.districts):
        district.population = 1_000 + number
        district.save()
    assert "3,003" in page(client, world.people["steering"], address)
    district.population = None
    district.save()
    assert "Population" not in page(client, world.people["steering"], address)


def test_a_district_leads_to_its_county_and_a_single_tier_nowhere(world: World, client: Client) -> None:
    client.force_login(world.people["steering"])
    there = client.get(f"/partnerships/{world.own.pk}/locality/")
    assert there["Location"] == f"/partnerships/{world.here.county.pk}/locality/"
    assert client.get(f"/partnerships/{world.here.single.pk}/locality/").status_code == 404
    assert "Page not found" in page(client, world.people["steering"], f"/partnerships/{world.here.single.pk}/locality/")


def test_a_county_page_asks_the_same_for_any_number_of_districts(world: World, client: Client) -> None:
    client.force_login(world.people["manager"])
    county, lead = world.here.county, Role.objects.get(kind="area-lead")

    def more(number: int) -> None:
        made = PartnershipFactory.create_batch(number, programme=county.programme, tier="district", county=county)
        lead.assigned.add(*made)

    assert_same_queries(more, f"/partnerships/{county.pk}/locality/", client, at_most=8)


def test_a_year_that_is_over_shows_who_held_roles_at_its_end(world: World, client: Client) -> None:
    programme, champion = world.here.programme, world.roles["champion"]
    address = f"/partnerships/{world.own.pk}/"
    Programme.objects.filter(pk=programme.pk).update(starts=date(2024, 4, 1), ends=date(2025, 3, 31))
    Role.objects.filter(pk=champion.pk).update(since=date(2024, 4, 1), until=date(2025, 3, 31))
    assert str(champion.person) in page(client, world.people["manager"], address)
    Role.objects.filter(pk=champion.pk).update(until=date(2025, 3, 30))
    assert str(champion.person) not in page(client, world.people["manager"], address)
