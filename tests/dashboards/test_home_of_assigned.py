"""The partnerships that an adviser or area lead looks after."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.dashboards.homes import shown_to, title_for
from tests.dashboards.test_pictures_of_grants import decide
from tests.factories import RoleFactory
from tests.factories.projects import give_terms, make_project
from tests.factories.world import World

pytestmark = pytest.mark.usefixtures("without_second_step")


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


@pytest.mark.parametrize("kind", ["adviser", "area-lead"])
def test_once_projects_are_the_news_each_is_told_of_those_looked_after_alone(
    client: Client, world: World, kind: str
) -> None:
    give_terms(world.here.programme)
    world.roles[kind].assigned.set([world.own, world.here.single])
    make_project(world.here.single, submitted=True)
    make_project(world.elsewhere, words=("Zqelsewhereqz", "", "", ""))
    assert title_for(client, world, kind) == "1 of your 2 partnerships has submitted"
    shown = shown_to(client, world, kind)
    assert f"{world.own.name} Not started County condition" in shown
    assert f"{world.here.single.name} Submitted Contacts" in shown
    assert world.elsewhere.name not in shown


def test_when_nobody_has_submitted_the_title_says_none(client: Client, world: World) -> None:
    give_terms(world.here.programme)
    world.roles["adviser"].assigned.set([world.own, world.here.single])
    assert title_for(client, world, "adviser") == "None of your 2 partnerships has submitted yet"


@pytest.mark.parametrize(("submits", "said"), [(True, "has submitted"), (False, "has not submitted yet")])
def test_of_one_partnership_the_title_says_whether_it_has(
    client: Client, world: World, submits: bool, said: str
) -> None:
    give_terms(world.here.programme)
    world.roles["adviser"].assigned.set([world.own])
    make_project(world.own, submitted=submits)
    assert title_for(client, world, "adviser") == f"The partnership you look after {said}"


@pytest.mark.parametrize("kind", ["adviser", "area-lead"])
def test_once_the_grants_are_decided_that_is_the_news(client: Client, world: World, kind: str) -> None:
    give_terms(world.here.programme)
    world.roles[kind].assigned.set([world.own, world.here.single])
    make_project(world.here.single, submitted=True)
    decide(world)
    assert title_for(client, world, kind) == "The grants are decided: 1 of your 2 partnerships submitted"
    assert "They were decided on 2 July 2026. See the decision" in shown_to(client, world, kind)
