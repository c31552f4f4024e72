"""My partnership, as its representatives and champion see it."""

import re
from datetime import UTC, date, datetime

import pytest
from django.test import Client

from partnerships.models import Contact, Role
from tests.dashboards.homes import AT, invite, shown_to, title_for
from tests.factories import RoleFactory
from tests.factories.world import World

pytestmark = pytest.mark.usefixtures("without_second_step")


@pytest.mark.parametrize("kind", ["representative", "champion"])
def test_those_of_a_partnership_see_who_is_named_in_it(client: Client, world: World, kind: str) -> None:
    shown = shown_to(client, world, kind)
    assert shown.startswith('id="main"> ') or world.own.name in shown
    assert f"Representatives {world.people['representative']}" in shown
    assert f"Champion {world.people['champion']}" in shown
    assert title_for(client, world, kind) == "Everybody is named in your partnership"


def test_a_representative_is_told_that_the_champion_is_missing(client: Client, world: World) -> None:
    Role.objects.filter(kind="champion").update(until=date(2020, 5, 1))
    assert title_for(client, world, "representative") == "Your partnership has still to name a champion"
    shown = shown_to(client, world, "representative")
    assert "Champion Nobody yet" in shown
    assert "Name a champion" in shown


def test_a_champion_is_told_that_the_representative_is_missing(client: Client, world: World) -> None:
    Role.objects.filter(kind="representative").update(until=date(2020, 5, 1))
    assert title_for(client, world, "champion") == "Your partnership has still to name a representative"
    assert "Name a representative" in shown_to(client, world, "champion")


def test_who_is_asked_is_named_to_the_representative_alone(client: Client, world: World) -> None:
    invite(world.own, "representative", name="Zqaskedqz", sent_at=AT, expires_at=AT.replace(month=7))
    assert "Zqaskedqz is invited and has not accepted yet" in shown_to(client, world, "representative")
    shown = shown_to(client, world, "champion")
    assert "Zqaskedqz" not in shown
    assert "Somebody is invited and has not accepted yet" in shown
    assert "1 invitation has expired" in shown


def test_a_missing_champion_who_is_asked_is_waited_for(client: Client, world: World) -> None:
    Role.objects.filter(kind="champion").update(until=date(2020, 5, 1))
    invite(world.own, "champion", sent_at=AT, expires_at=AT.replace(year=2099))
    assert "What needs you Nothing at the moment" in shown_to(client, world, "representative")


def test_ones_own_contacts_that_want_checking_are_counted(client: Client, world: World) -> None:
    for place in (world.own, world.neighbour):
        Contact.objects.create(programme=place.programme, partnership=place, name="Old", checked_on=date(2020, 1, 1))
    assert "Check 1 contact" in shown_to(client, world, "representative")
    assert "Check 1 contact" not in shown_to(client, world, "champion")


def test_a_champion_sees_the_county_and_its_districts_with_their_states(client: Client, world: World) -> None:
    shown = shown_to(client, world, "champion")
    assert f"{world.here.county.name} Nobody named" in shown
    assert f"{world.own.name} Everybody named" in shown
    assert world.elsewhere.name not in shown


def test_a_representative_sees_no_entry_but_their_own(client: Client, world: World) -> None:
    shown = shown_to(client, world, "representative")
    assert world.own.name in shown
    assert world.neighbour.name not in shown
    for address in ("/region/", "/region/table/", "/region/table/?format=csv"):
        told = b"".join(client.get(address)).decode()
        assert world.own.area in told
        assert world.neighbour.area not in told
        assert world.here.other_county.area not in told


def test_a_single_tier_has_no_locality_round_it(client: Client, world: World) -> None:
    role = RoleFactory(representative=True, partnership=world.here.single)
    client.force_login(role.person)
    shown = client.get("/home/").content.decode()
    assert world.here.single.name in shown
    assert "locality-heading" not in shown


def test_the_next_date_is_told_with_the_days_left(client: Client, world: World) -> None:
    world.here.programme.key_dates.create(kind="submission", closes_at=datetime(2098, 6, 30, 22, 59, 59, tzinfo=UTC))
    assert re.search(r"Next date: projects submitted, by 30\sJune, in \d+ days\.", shown_to(client, world, "champion"))


def test_a_home_names_the_county_that_the_locality_is(client: Client, world: World) -> None:
    assert f"Named in {world.here.county.area}" in shown_to(client, world, "champion")
