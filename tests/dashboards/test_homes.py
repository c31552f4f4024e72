"""Each role lands on a home of its own."""

import re

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries, Settings

from partnerships.models import Role
from tests.factories import PartnershipFactory, RoleFactory
from tests.factories.world import World


@pytest.mark.parametrize("kind", Role.Kind.values)
def test_a_home_names_the_role_and_the_programme(client: Client, world: World, settings: Settings, kind: str) -> None:
    settings.SECOND_FACTOR_REQUIRED = False
    client.force_login(world.people[kind])
    shown = client.get("/home/").content.decode()
    assert str(Role.Kind(kind).label) in shown
    assert "Marlvale" in shown
    assert "Far Coast" not in shown


@pytest.mark.parametrize("kind", ["representative", "champion"])
def test_those_of_a_partnership_see_it_first(client: Client, world: World, kind: str) -> None:
    client.force_login(world.people[kind])
    [heading] = re.findall(r"<h1[^>]*>\s*(.*?)\s*</h1>", client.get("/home/").content.decode(), re.DOTALL)
    assert heading == world.own.name


@pytest.mark.parametrize("kind", ["adviser", "area-lead"])
def test_those_who_look_after_partnerships_see_theirs_alone(client: Client, world: World, kind: str) -> None:
    client.force_login(world.people[kind])
    shown = client.get("/home/").content.decode()
    assert world.own.name in shown
    assert world.neighbour.name not in shown


def test_somebody_without_a_role_is_told_so(client: Client, world: World) -> None:
    client.force_login(world.people["no-role"])
    assert "You have no role at the moment" in client.get("/home/").content.decode()


def test_a_stranger_is_asked_to_sign_in(client: Client, db: None) -> None:
    assert client.get("/home/")["Location"].endswith("?next=/home/")


@pytest.mark.parametrize("number", [1, 3, 60])
def test_the_home_of_an_adviser_takes_the_same_queries_for_any_number_of_partnerships(
    client: Client, db: None, number: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    county = PartnershipFactory(is_county=True)
    own = [PartnershipFactory(programme=county.programme, district=True, county=county) for _ in range(number)]
    role = RoleFactory(adviser=True, programme=county.programme, assigned=own)
    client.force_login(role.person)
    client.get("/home/")
    with django_assert_num_queries(4):  # session, person, roles, partnerships
        client.get("/home/")
