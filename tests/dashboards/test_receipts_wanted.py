"""A home names neighbours' projects that wait for the own partnership to say that it has received them."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from partnerships.models import Contact, KeyDate, Partnership, Terms
from projects.models import Project, Sharing
from projects.services.closing import seal
from tests.dashboards.homes import shown_to, title_for
from tests.factories import RoleFactory
from tests.factories.projects import AFTER, give_terms, make_project
from tests.factories.world import World
from tests.queries import queries_for

pytestmark = pytest.mark.usefixtures("without_second_step")
WANTED = "Confirm that you have received the project of"


@pytest.fixture
def world(world: World) -> World:
    """The own partnership has begun its project, so that the home is about projects."""
    give_terms(world.here.programme, closes=timezone.now() + timedelta(days=12))
    make_project(world.own)
    return world


def shared_by(place: Partnership, world: World) -> Project:
    """A neighbour's project that was shared with the own partnership, which has not said anything."""
    project = make_project(place, words=("Zqneighbourqz", "Why", "What", ""), shared_with=[world.own])
    Sharing.objects.filter(edition=project.edition).update(confirmed_at=None, confirmed_by=None)
    return project


@pytest.mark.parametrize("kind", ["representative", "champion"])
def test_a_neighbours_project_waits_on_the_home_until_it_is_received(client: Client, world: World, kind: str) -> None:
    project = shared_by(world.neighbour, world)
    shown = shown_to(client, world, kind)
    assert f"What needs you {WANTED} {world.neighbour.area} Zqneighbourqz, shared on" in shown
    assert f"/projects/{project.pk}/" in client.get("/home/").content.decode()
    Sharing.objects.update(confirmed_at=timezone.now(), confirmed_by=world.people[kind])
    assert WANTED not in shown_to(client, world, kind)


@pytest.mark.parametrize("kind", ["representative", "champion"])
def test_they_come_before_all_else_that_is_to_be_done(client: Client, world: World, kind: str) -> None:
    shared_by(world.neighbour, world)
    Contact.objects.create(
        programme=world.own.programme, partnership=world.own, name="Old", checked_on=date(2020, 1, 1)
    )
    shown = shown_to(client, world, kind)
    assert shown.count("What needs you") == 1
    assert shown.index(WANTED) < shown.index("Your year")
    if kind == "representative":
        assert shown.index(WANTED) < shown.index("Check 1 contact")


@pytest.mark.parametrize("kind", ["representative", "champion"])
def test_who_is_through_with_the_own_project_is_told_what_is_left(client: Client, world: World, kind: str) -> None:
    world.own.project.delete()
    make_project(world.own, shared_with=[world.neighbour], submitted=True)
    project = shared_by(world.neighbour, world)
    assert title_for(client, world, kind) == "Your project is in. Now confirm what you have received"
    shown = shown_to(client, world, kind)
    assert f"{world.neighbour.area} has shared its project with you, and waits for you to confirm" in shown
    assert "nothing more to do" not in shown
    Sharing.objects.filter(edition__project=project).update(
        confirmed_at=timezone.now(), confirmed_by=world.people[kind]
    )
    assert title_for(client, world, kind) == "Your project is in"
    assert "nothing more to do" in shown_to(client, world, kind)


@pytest.mark.parametrize("counts", [False, True])
def test_the_project_of_the_county_itself_counts_only_where_the_terms_say_so(
    client: Client, world: World, counts: bool
) -> None:
    county = world.here.county
    terms = Terms.objects.create(programme=county.programme, number=2, made_at=AFTER, county_counts=counts)
    Terms.objects.filter(pk=terms.pk).update(fixed_at=AFTER)
    make_project(county, shared_with=[world.neighbour], submitted=True)
    RoleFactory(representative=True, partnership=county, person=world.people["no-role"])
    Sharing.objects.create(
        edition=shared_by(world.neighbour, world).edition,
        partnership=county,
        shared_by=world.people["manager"],
        shared_at=AFTER,
    )
    shown = shown_to(client, world, "no-role")
    assert "It is submitted" in shown
    assert (f"it counts for {county.area}" in shown) is counts


def test_before_projects_are_the_news_they_wait_as_well(client: Client, world: World) -> None:
    due = timezone.now() + timedelta(days=3)
    KeyDate.objects.create(programme=world.here.programme, kind="assessment", closes_at=due)
    shared_by(world.neighbour, world)
    assert f"What needs you {WANTED} {world.neighbour.area}" in shown_to(client, world, "representative")


def test_words_that_were_given_anew_are_asked_about_once(client: Client, world: World) -> None:
    project = shared_by(world.neighbour, world)
    project.edition = project.editions.create(
        number=2, title="Newer", summary="Why", first_improvement="What", made_by=world.people["manager"], made_at=AFTER
    )
    project.save()
    assert WANTED not in shown_to(client, world, "representative")


def test_a_neighbour_that_moved_to_another_county_is_no_longer_named(client: Client, world: World) -> None:
    shared_by(world.neighbour, world)
    world.neighbour.county = world.here.other_county
    world.neighbour.save()
    assert WANTED not in shown_to(client, world, "representative")


def test_once_the_grants_are_decided_nobody_is_asked(client: Client, world: World) -> None:
    shared_by(world.neighbour, world)
    seal(programme=world.here.programme, by=world.people["manager"], at=AFTER)
    assert WANTED not in shown_to(client, world, "representative")


def test_many_cost_as_many_questions_as_none(client: Client, world: World) -> None:
    client.force_login(world.people["representative"])
    client.get("/home/")
    none = queries_for("/home/", client)
    for place in (world.neighbour, world.here.county):
        shared_by(place, world)
    assert len(queries_for("/home/", client)) == len(none)
