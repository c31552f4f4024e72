"""Each role lands on a home of its own, which says the news and what there is to do."""

import re
from datetime import UTC, date, datetime, timedelta
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries, Settings

from partnerships.models import Contact, FileImport, Invitation, Partnership, Programme, Role
from tests.factories import PartnershipFactory, PersonFactory, ProgrammeFactory, RoleFactory
from tests.factories.world import World

AT = datetime(2026, 6, 18, 9, 0, tzinfo=UTC)
OF_THE_REGION = ["manager", "steering", "finance", "facilitator", "evaluator", "agency"]


@pytest.fixture(autouse=True)
def _without_second_step(settings: Settings) -> None:
    settings.SECOND_FACTOR_REQUIRED = False


def shown_to(client: Client, world: World, kind: str) -> str:
    """The home in a role, as text with single spaces."""
    client.force_login(world.people[kind])
    html = client.get("/home/").content.decode()
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html[html.index("<main") :])).split())


def title_for(client: Client, world: World, kind: str) -> str:
    client.force_login(world.people[kind])
    [title] = re.findall(r"<h1[^>]*>\s*(.*?)\s*</h1>", client.get("/home/").content.decode(), re.DOTALL)
    return " ".join(title.split())


def invite(partnership: Partnership, kind: str, **fields: object) -> Invitation:
    given = {"email": f"{kind}{partnership.pk}@invited.example", "since": date(2026, 4, 1), "made_at": AT, **fields}
    return Invitation.objects.create(programme=partnership.programme, partnership=partnership, kind=kind, **given)


def set_state(programme: Programme, state: str) -> None:
    programme.state = state
    programme.opened_at = None if state == "setting_up" else AT
    programme.closed_at = AT if state == "closed" else None
    programme.save()


@pytest.mark.parametrize("kind", Role.Kind.values)
def test_a_home_is_of_its_own_programme_alone(client: Client, world: World, kind: str) -> None:
    client.force_login(world.people[kind])
    shown = client.get("/home/").content.decode()
    assert "Marlvale" in shown
    assert "Far Coast" not in shown
    assert world.there.county.area not in shown


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


@pytest.mark.parametrize("kind", Role.Kind.values)
@pytest.mark.parametrize(("state", "said"), [("setting_up", "is being set up"), ("closed", "is closed")])
def test_a_year_that_is_not_open_says_so(client: Client, world: World, kind: str, state: str, said: str) -> None:
    set_state(world.here.programme, state)
    assert title_for(client, world, kind).endswith(said)


def test_a_closed_year_can_only_be_read_and_leads_to_the_open_one(client: Client, world: World) -> None:
    set_state(world.here.programme, "closed")
    following = ProgrammeFactory(starts=date(2025, 1, 1), ends=date(2025, 12, 31))
    other = RoleFactory(steering=True, person=world.people["steering"], programme=following)
    assert "it can be read" not in shown_to(client, world, "steering")
    client.post("/role/", {"role": world.roles["steering"].pk})
    shown = shown_to(client, world, "steering")
    assert "This year is closed; it can be read, not changed." in shown
    assert "Go to 2025, as steering group member" in shown
    client.post("/role/", {"role": other.pk})
    assert "it can be read" not in client.get("/home/").content.decode()


# --- What waits for the manager ---------------------------------------------------------------------------------------
def test_a_manager_sees_what_waits_with_how_many_and_why(client: Client, world: World) -> None:
    programme, single = world.here.programme, world.here.single
    invite(world.neighbour, "champion", sent_at=AT, expires_at=AT.replace(month=7))
    invite(single, "champion")
    invite(single, "representative")
    Contact.objects.create(programme=programme, partnership=single, name="Old", checked_on=date(2020, 1, 1))
    Contact.objects.create(programme=programme, name="Fresh", checked_on=date(2099, 1, 1))
    Contact.objects.create(programme=world.there.programme, name="Elsewhere", checked_on=date(2020, 1, 1))
    programme.terms.create(number=1, made_at=AT)
    shown = shown_to(client, world, "manager")
    assert "Send 2 invitations" in shown
    assert "Send 1 invitation again The link in it has expired and was never used." in shown
    assert "7 partnerships have named nobody" in shown
    assert "Finish the new version of rates and rules" in shown
    assert "Check 1 contact Nobody has checked them for 6 months." in shown
    assert "Nothing at the moment" not in shown


def test_when_nothing_waits_the_manager_reads_that(client: Client, world: World) -> None:
    for partnership in world.here.partnerships:
        RoleFactory(representative=True, partnership=partnership)
    assert "Waiting for you Nothing at the moment" in shown_to(client, world, "manager")


def test_setting_up_waits_until_the_year_is_open(client: Client, world: World) -> None:
    assert "Set up this year" not in shown_to(client, world, "manager")
    set_state(world.here.programme, "setting_up")
    world.here.programme.terms.create(number=1, made_at=AT)
    shown = shown_to(client, world, "manager")
    assert "Set up this year" in shown
    assert "Finish the new version" not in shown


def test_an_import_that_is_ready_waits_for_a_word(client: Client, world: World) -> None:
    for state in ("ready", "checking", "cancelled"):
        FileImport.objects.create(
            programme=world.here.programme,
            kind="contacts",
            state=state,
            filename="contacts.csv",
            made_by=world.people["manager"],
            made_at=AT,
            ended_at=AT if state == "cancelled" else None,
            fingerprint="made",
            counts={"new": 2, "same": 1},
        )
    assert "Import 1 file Checked and ready." in shown_to(client, world, "manager")
    FileImport.objects.update(counts={"same": 3})
    assert "Import 1 file" not in shown_to(client, world, "manager")


def test_in_a_closed_year_nothing_waits(client: Client, world: World) -> None:
    invite(world.here.single, "champion")
    set_state(world.here.programme, "closed")
    assert "Waiting for you Nothing at the moment" in shown_to(client, world, "manager")


@pytest.mark.parametrize("kind", sorted(set(Role.Kind.values) - {"manager"}))
def test_nobody_else_sees_what_waits_for_the_manager(client: Client, world: World, kind: str) -> None:
    invite(world.here.single, "champion")
    assert "Waiting for you" not in shown_to(client, world, kind)


# --- My partnership ---------------------------------------------------------------------------------------------------
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


# --- Those who look after partnerships --------------------------------------------------------------------------------
@pytest.mark.parametrize("kind", ["adviser", "area-lead"])
def test_those_who_look_after_partnerships_see_theirs_alone(client: Client, world: World, kind: str) -> None:
    assert title_for(client, world, kind) == "The partnership you look after has named everybody"
    shown = shown_to(client, world, kind)
    assert f"{world.own.name} Everybody named" in shown
    assert world.neighbour.name not in shown
    contacts = reverse("partnership_contacts", args=[world.own.pk])
    assert contacts in client.get("/home/").content.decode()
    assert client.get(contacts).status_code == 200


def test_an_adviser_without_partnerships_is_told_who_assigns_them(client: Client, db: None) -> None:
    role = RoleFactory(adviser=True)
    client.force_login(role.person)
    assert "The programme manager assigns them to you." in client.get("/home/").content.decode()


# --- Who may see what -------------------------------------------------------------------------------------------------
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


def test_somebody_without_a_role_is_told_so_and_finds_nothing_to_search(client: Client, world: World) -> None:
    client.force_login(world.people["no-role"])
    shown = client.get("/home/").content.decode()
    assert "You have no role at the moment" in shown
    assert "/search/" not in shown


@pytest.mark.parametrize("state", ["setting_up", "open", "closed"])
@pytest.mark.parametrize("kind", Role.Kind.values)
def test_every_link_of_a_home_leads_somewhere(client: Client, world: World, kind: str, state: str) -> None:
    set_state(world.here.programme, state)
    for place in (world.own, world.here.single):
        Contact.objects.create(programme=place.programme, partnership=place, name="Old", checked_on=date(2020, 1, 1))
        invite(place, "representative", sent_at=AT, expires_at=AT.replace(month=7))
        invite(place, "champion")
    client.force_login(world.people[kind])
    links = set(re.findall(r'href="(/[^"#]*)', client.get("/home/").content.decode())) - {"/"}
    links = {link for link in links if not link.startswith("/static/")}
    assert {link: client.get(unescape(link)).status_code for link in links} == dict.fromkeys(links, 200)


def test_what_waits_leads_to_the_list_of_exactly_that(client: Client, world: World) -> None:
    invite(world.here.single, "champion", name="Zqexpiredqz", sent_at=AT, expires_at=AT.replace(month=7))
    invite(world.here.single, "representative", name="Zqunsentqz")
    client.force_login(world.people["manager"])
    home = client.get("/home/").content.decode()
    assert 'href="/people/?state=expired"' in home
    expired = client.get("/people/?state=expired").content.decode()
    assert ("Zqexpiredqz" in expired, "Zqunsentqz" in expired) == (True, False)
    unsent = client.get("/people/send/").content.decode()
    assert ("Zqexpiredqz" in unsent, "Zqunsentqz" in unsent) == (False, True)


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


def test_a_stranger_is_asked_to_sign_in(client: Client, db: None) -> None:
    assert client.get("/home/")["Location"].endswith("?next=/home/")


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


def test_the_next_date_is_told_with_the_days_left(client: Client, world: World) -> None:
    world.here.programme.key_dates.create(kind="submission", closes_at=datetime(2098, 6, 30, 22, 59, 59, tzinfo=UTC))
    assert re.search(r"Next date: projects submitted, by 30\sJune, in \d+ days\.", shown_to(client, world, "champion"))


def test_a_home_names_the_county_that_the_locality_is(client: Client, world: World) -> None:
    assert f"Named in {world.here.county.area}" in shown_to(client, world, "champion")


# --- How much a home asks ---------------------------------------------------------------------------------------------
@pytest.mark.parametrize("number", [1, 3, 60])
@pytest.mark.parametrize(
    ("kind", "most"), [("manager", 7), ("steering", 6), ("adviser", 5), ("representative", 8), ("agency", 4)]
)
def test_a_home_takes_the_same_queries_for_any_number_of_partnerships(
    client: Client, world: World, kind: str, most: int, number: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    more = PartnershipFactory.create_batch(
        number, programme=world.here.programme, district=True, county=world.here.county
    )
    world.roles["adviser"].assigned.add(*more)
    client.force_login(world.people[kind])
    client.get("/home/")
    with django_assert_num_queries(most):
        client.get("/home/")


@pytest.mark.parametrize(("kind", "most"), [("manager", 9), ("steering", 8)])
def test_a_region_too_large_for_a_map_is_counted_by_the_database(
    client: Client, world: World, kind: str, most: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    PartnershipFactory.create_batch(230, programme=world.here.programme, district=True, county=world.here.county)
    client.force_login(world.people[kind])
    client.get("/home/")
    with django_assert_num_queries(most):
        client.get("/home/")
