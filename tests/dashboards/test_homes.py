"""Each role lands on a home of its own, which says the news and what there is to do."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from kit.govuk_ui.formats import day_and_month
from partnerships.models import KeyDate, Role
from projects.services.closing import close_submission
from tests.dashboards.homes import set_state, shown_to, title_for
from tests.dashboards.test_pictures_of_grants import decide
from tests.factories import PartnershipFactory, ProgrammeFactory, RoleFactory
from tests.factories.projects import AFTER, give_terms
from tests.factories.world import World

pytestmark = pytest.mark.usefixtures("without_second_step")


@pytest.mark.parametrize("kind", Role.Kind.values)
def test_a_home_is_of_its_own_programme_alone(client: Client, world: World, kind: str) -> None:
    client.force_login(world.people[kind])
    shown = client.get("/home/").content.decode()
    assert "Marlvale" in shown
    assert "Far Coast" not in shown
    assert world.there.county.area not in shown


@pytest.mark.parametrize("kind", Role.Kind.values)
@pytest.mark.parametrize(("state", "said"), [("setting_up", "is being set up"), ("closed", "is closed")])
def test_a_year_that_is_not_open_says_so(client: Client, world: World, kind: str, state: str, said: str) -> None:
    set_state(world.here.programme, state)
    assert title_for(client, world, kind).endswith(said)


WITH_PATH = ["manager", "steering", "finance", "facilitator", "evaluator", "adviser", "area-lead"]


@pytest.mark.parametrize("kind", WITH_PATH)
def test_once_submission_is_closed_early_its_date_is_no_more_to_come(client: Client, world: World, kind: str) -> None:
    here, now = world.here.programme, timezone.now()
    give_terms(here, closes=now + timedelta(days=40))
    before, today = (" ".join(day_and_month(day).split()) for day in (now + timedelta(days=40), now))
    assert f"By {before}" in shown_to(client, world, kind)
    close_submission(programme=here, reason="Everybody has", by=world.people["manager"], at=now)
    shown = shown_to(client, world, kind)
    assert before not in shown
    assert f"Closed on {today}" in shown


@pytest.mark.parametrize("state", ["open", "closed"])
@pytest.mark.parametrize("kind", [*WITH_PATH, "representative", "champion"])
def test_once_grants_are_decided_the_path_says_when_and_their_date_is_no_more_to_come(
    client: Client, world: World, kind: str, state: str
) -> None:
    here, due = world.here.programme, timezone.now() + timedelta(days=40)
    give_terms(here)
    KeyDate.objects.create(programme=here, kind="determination", closes_at=due)
    decide(world)
    if state == "closed":
        set_state(here, state)
    shown = shown_to(client, world, kind)
    ahead, done = (" ".join(day_and_month(day).split()) for day in (due, AFTER))
    assert ahead not in shown
    if state == "closed" or kind in WITH_PATH:  # in an open year a partnership's home has tasks in place of a path
        assert f"Grants (done) Decided on {done}" in shown


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


def test_somebody_without_a_role_is_told_so_and_finds_nothing_to_search(client: Client, world: World) -> None:
    client.force_login(world.people["no-role"])
    shown = client.get("/home/").content.decode()
    assert "You have no role at the moment" in shown
    assert "/search/" not in shown


def test_a_stranger_is_asked_to_sign_in(client: Client, db: None) -> None:
    assert client.get("/home/")["Location"].endswith("?next=/home/")


@pytest.mark.parametrize("number", [1, 3, 60])
@pytest.mark.parametrize(
    ("kind", "most"),
    [("manager", 8), ("steering", 9), ("finance", 8), ("adviser", 7), ("representative", 7), ("agency", 5)],
)
def test_a_home_takes_the_same_queries_for_any_number_of_partnerships(
    client: Client, world: World, kind: str, most: int, number: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    give_terms(world.here.programme)
    more = PartnershipFactory.create_batch(
        number, programme=world.here.programme, district=True, county=world.here.county
    )
    world.roles["adviser"].assigned.add(*more)
    client.force_login(world.people[kind])
    client.get("/home/")
    with django_assert_num_queries(most):
        client.get("/home/")
