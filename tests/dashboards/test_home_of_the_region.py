"""The region as its home tells it, and the money and dates beside it."""

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from partnerships.models import Programme, Role
from tests.dashboards.homes import OF_THE_REGION, invite, shown_to, title_for
from tests.dashboards.test_pictures_of_grants import decide
from tests.factories import PartnershipFactory, PersonFactory, RoleFactory
from tests.factories.projects import AFTER, give_terms, make_project
from tests.factories.world import World

pytestmark = pytest.mark.usefixtures("without_second_step")


@pytest.mark.parametrize("kind", OF_THE_REGION)
def test_a_home_of_the_region_says_how_many_have_named_everybody(client: Client, world: World, kind: str) -> None:
    assert title_for(client, world, kind) == "1 of 9 partnerships has named everybody"


def test_when_all_have_named_everybody_the_title_says_so(client: Client, world: World) -> None:
    for partnership in world.here.partnerships:
        RoleFactory(representative=True, partnership=partnership)
        RoleFactory(champion=True, partnership=partnership)
    assert title_for(client, world, "manager") == "All 9 partnerships have named everybody"


def test_the_title_uses_the_regions_own_words(client: Client, world: World) -> None:
    Programme.objects.update(partnership_word="board", partnership_words="boards")
    assert title_for(client, world, "manager") == "1 of 9 boards has named everybody"
    assert title_for(client, world, "champion") == "Everybody is named in your board"


def test_a_region_without_partnerships_says_so(client: Client, db: None) -> None:
    role = RoleFactory(steering=True)
    client.force_login(role.person)
    assert client.get("/home/").content.decode().count("There are no partnerships yet") == 2


def test_an_agency_sees_no_dates_of_the_year(client: Client, world: World) -> None:
    world.here.programme.key_dates.create(kind="submission", closes_at=datetime(2098, 6, 30, 22, 59, 59, tzinfo=UTC))
    assert "2098" in shown_to(client, world, "evaluator")
    shown = shown_to(client, world, "agency")
    assert "2098" not in shown
    assert "30 June" not in shown
    assert "Next date" not in shown


@pytest.mark.parametrize("kind", OF_THE_REGION)
@pytest.mark.parametrize("address", ["/home/", "/region/", "/region/table/", "/region/table/?format=csv"])
def test_no_picture_of_the_region_names_people(client: Client, world: World, kind: str, address: str) -> None:
    RoleFactory(representative=True, partnership=world.here.single, person=PersonFactory(name="Zqnamedqz"))
    invite(world.neighbour, "champion", name="Zqaskedqz", email="zqaskedqz@invited.example")
    client.force_login(world.people[kind])
    response = client.get(address)
    shown = b"".join(response).decode().lower()
    assert "zqnamedqz" not in shown
    assert "zqaskedqz" not in shown


@pytest.mark.parametrize("shift", [-900, 900], ids=["over", "not begun"])
def test_another_years_people_are_counted_as_in_that_year(client: Client, world: World, shift: int) -> None:
    programme, away = world.here.programme, timedelta(days=shift)
    first, last = timezone.localdate() + away, timezone.localdate() + away + timedelta(days=300)
    Programme.objects.filter(pk=programme.pk).update(starts=first, ends=last)
    Role.objects.filter(kind__in=Role.OF_A_PARTNERSHIP, programme=programme).update(since=first, until=last)
    assert title_for(client, world, "manager") == "1 of 9 partnerships has named everybody"
    rows = b"".join(client.get("/region/table/?enrolment=complete&format=csv")).decode()
    assert world.own.name in rows
    directory = b"".join(client.get("/partnerships/?enrolment=complete&format=csv")).decode()
    assert world.own.name in directory


@pytest.mark.parametrize("kind", OF_THE_REGION)
def test_the_budget_is_told_with_help_in_kind_apart_to_all_but_agencies(
    client: Client, world: World, kind: str
) -> None:
    lines = world.here.programme.budget_lines
    lines.create(name="Core", funder="Government", amount=540_000)
    lines.create(name="Economic", funder="Agency", amount=70_000)
    lines.create(name="Rooms", funder="Partners", amount=18_400, kind="in_kind")
    shown = shown_to(client, world, kind)
    if kind == "agency":
        assert "540,000" not in shown
    else:
        assert "Core Government £540,000 Economic Agency £70,000 Money in all £610,000" in shown
        assert "never added to the money: Rooms Partners £18,400" in shown


@pytest.mark.parametrize(("kind", "most"), [("manager", 8), ("steering", 9)])
def test_a_region_too_large_for_a_map_is_counted_by_the_database(
    client: Client, world: World, kind: str, most: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    PartnershipFactory.create_batch(230, programme=world.here.programme, district=True, county=world.here.county)
    give_terms(world.here.programme)
    client.force_login(world.people[kind])
    client.get("/home/")
    with django_assert_num_queries(most):
        client.get("/home/")


def test_a_home_shows_more_than_fifty_by_county_and_leads_to_their_map(client: Client, world: World) -> None:
    PartnershipFactory.create_batch(41, programme=world.here.programme, district=True, county=world.here.county)
    client.force_login(world.people["steering"])
    assert "See each on the map" not in client.get("/home/").content.decode()
    PartnershipFactory(programme=world.here.programme, metropolitan=True)
    shown = client.get("/home/?show=tier").content.decode()
    assert 'href="/region/?show=tier">See each on the map' in shown
    assert "See each on the map" not in client.get("/region/").content.decode()


@pytest.mark.parametrize("kind", ["manager", "steering", "finance", "evaluator"])
def test_from_the_day_of_assessments_the_news_is_of_projects(client: Client, world: World, kind: str) -> None:
    give_terms(world.here.programme, closes=timezone.now() + timedelta(days=12))
    make_project(world.own, shared_with=[world.neighbour], submitted=True)
    assert title_for(client, world, kind) == "1 of 9 partnerships has submitted. Two counties are short"
    make_project(world.neighbour, shared_with=[world.own], submitted=True)
    assert (
        title_for(client, world, kind)
        == f"2 of 9 partnerships have submitted. {world.here.other_county.area} is two short"
    )
    shown = shown_to(client, world, kind)
    area, county = world.here.other_county.area, world.here.county.area
    assert f"If {area} stays at 0 of 2 on" in shown
    assert f"{area} 0 of 2 2 needed" in shown
    assert shown.index(f"{area} 0 of 2") < shown.index(f"{county} 2 of 3")
    assert "Submission closes on" in shown
    world.here.programme.key_dates.create(kind="assessment", closes_at=timezone.now() + timedelta(days=2))
    assert title_for(client, world, kind) == "1 of 9 partnerships has named everybody"


def test_who_has_submitted_and_who_has_not_are_everybody_together(client: Client, world: World) -> None:
    give_terms(world.here.programme, closes=timezone.now() + timedelta(days=12))
    make_project(world.own, submitted=True)  # and shared with nobody, so that it does not count yet
    shown = shown_to(client, world, "manager")
    assert "1 of 9 partnerships has submitted" in shown
    assert "8 partnerships have not submitted" in shown


@pytest.mark.parametrize("kind", ["manager", "steering", "finance", "evaluator"])
def test_once_decided_the_news_is_what_was_awarded_and_where_the_money_is(
    client: Client, world: World, kind: str
) -> None:
    give_terms(world.here.programme)
    for one in (world.own, world.neighbour):
        make_project(one, shared_with=[world.here.county], submitted=True)
    decide(world)
    assert title_for(client, world, kind).startswith("The grants are decided: £")
    shown = shown_to(client, world, kind)
    assert f"{world.here.other_county.area} did not meet its condition: £18,900 was withdrawn" in shown
    assert "every entry in the ledger" in shown
    assert "Committed £31,500 · Held £12,600 · Withheld or undistributed £39,200" in shown
    assert f"{world.here.other_county.area} 0 of 2" in shown
    assert f"{world.here.county.area} 2 of 3" not in shown


@pytest.mark.parametrize("kind", ["facilitator", "agency"])
def test_who_sees_no_eligibility_is_told_of_none(client: Client, world: World, kind: str) -> None:
    give_terms(world.here.programme)
    make_project(world.own, submitted=True)
    titles = {"facilitator": "Submission of projects has closed", "agency": "1 of 9 partnerships has named everybody"}
    assert title_for(client, world, kind) == titles[kind]
    assert "condition" not in shown_to(client, world, kind)


def test_a_facilitator_is_told_what_comes_and_once_assessing_is_over_not_who_is_named(
    client: Client, world: World
) -> None:
    here, now = world.here.programme, timezone.now()
    give_terms(here, closes=now + timedelta(days=9))
    assert "named everybody" in title_for(client, world, "facilitator")
    here.key_dates.create(kind="assessment", closes_at=now - timedelta(days=3))
    assert title_for(client, world, "facilitator") == "Submission of projects is open"
    here.key_dates.filter(kind="submission").update(closes_at=AFTER - timedelta(days=2))
    assert title_for(client, world, "facilitator") == "Submission of projects has closed"
    decide(world)
    assert title_for(client, world, "facilitator") == "The grants of the year are decided"
