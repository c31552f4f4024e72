"""A partnership's home leads to its self-assessment, with how far it is."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from partnerships.models import KeyDate, Partnership
from selfassessment.services.reviews_completed import complete_review
from tests.dashboards.homes import set_state, shown_to
from tests.factories.assessments import COMPLETED, make_assessment, make_completion
from tests.factories.frameworks import choose, give_framework
from tests.factories.reviews import make_whole_review
from tests.factories.world import World

pytestmark = pytest.mark.usefixtures("without_second_step")
SMALL = {"one.first": 3, "one.second": 2}


def due(world: World, *, days: int) -> None:
    """The day by which assessments are due."""
    at = timezone.now() + timedelta(days=days)
    KeyDate.objects.update_or_create(programme=world.here.programme, kind="assessment", defaults={"closes_at": at})


@pytest.mark.parametrize("kind", ["representative", "champion"])
def test_before_it_is_due_it_is_among_what_needs_them(client: Client, world: World, kind: str) -> None:
    due(world, days=5)
    assert "Assess your partnership" not in shown_to(client, world, kind)
    assessment = make_assessment(world.own)
    assert "Go on assessing your partnership 0 of 2 statements answered" in shown_to(client, world, kind)
    assessment.delete()
    assert "Assess your partnership 2 statements. About 5 minutes" in shown_to(client, world, kind)
    assert f'href="/partnerships/{world.own.pk}/assessment/"' in client.get("/home/").content.decode()
    make_completion(world.own, SMALL)
    assert "ssess your partnership" not in shown_to(client, world, kind).replace("assessing", "assess")


@pytest.mark.parametrize("kind", ["representative", "champion"])
def test_once_projects_are_the_news_it_is_a_task_of_the_year(client: Client, world: World, kind: str) -> None:
    due(world, days=-1)
    assert "Assess your partnership" not in shown_to(client, world, kind)
    assessment = make_assessment(world.own, {"one.first": "na"})
    assert "Assess your partnership 1 of 2 statements answered In progress" in shown_to(client, world, kind)
    assessment.answers.all().delete()
    assessment.delete()
    assert "Assess your partnership 2 statements. About 5 minutes Not started" in shown_to(client, world, kind)
    assert f'href="/partnerships/{world.own.pk}/assessment/"' in client.get("/home/").content.decode()
    make_completion(world.own, SMALL)
    assert "Assess your partnership On 18 May 2026 Completed" in shown_to(client, world, kind).replace("\xa0", " ")


@pytest.mark.parametrize("kind", ["representative", "champion"])
def test_who_delivers_an_agreement_is_asked_for_the_joint_review_instead(
    client: Client, world: World, kind: str
) -> None:
    due(world, days=5)
    choose(world.here.programme, give_framework())
    Partnership.objects.filter(pk=world.own.pk).update(delivers_laa=True)
    assert "Record your joint review What the review with government found" in shown_to(client, world, kind)
    assert f'href="/partnerships/{world.own.pk}/joint-review/"' in client.get("/home/").content.decode()
    review = make_whole_review(world.own)
    page = shown_to(client, world, kind)
    assert "Go on recording your joint review 1 of 1 themes have a level" in page
    assert "ssess your partnership" not in page
    complete_review(review=review, by=world.people["representative"], at=COMPLETED)
    assert "your joint review" not in shown_to(client, world, kind)


def test_once_projects_are_the_news_the_joint_review_is_a_task_of_the_year(client: Client, world: World) -> None:
    due(world, days=-1)
    review = make_whole_review(world.own)
    assert "Record your joint review 1 of 1 themes have a level In progress" in shown_to(
        client, world, "representative"
    )
    complete_review(review=review, by=world.people["representative"], at=COMPLETED)
    page = shown_to(client, world, "representative").replace("\xa0", " ")
    assert "Record your joint review On 18 May 2026 Completed" in page
    assert "Assess your partnership" not in page


@pytest.mark.parametrize("days", [5, -1], ids=["before", "after"])
def test_a_self_assessment_that_stands_in_the_way_is_told(client: Client, world: World, days: int) -> None:
    due(world, days=days)
    make_completion(world.own, SMALL)
    Partnership.objects.filter(pk=world.own.pk).update(delivers_laa=True)
    assert "Record your joint review A self-assessment stands in its way" in shown_to(client, world, "champion")


def test_in_a_closed_year_nobody_is_asked(client: Client, world: World) -> None:
    choose(world.here.programme, give_framework())
    set_state(world.here.programme, "closed")
    assert "Assess your partnership" not in shown_to(client, world, "representative")


@pytest.mark.parametrize(("days", "number"), [(5, 9), (-1, 6)], ids=["before", "after"])
def test_however_far_it_is_the_home_takes_the_same_queries(
    client: Client, world: World, days: int, number: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    due(world, days=days)
    client.force_login(world.people["representative"])
    client.get("/home/")
    with django_assert_num_queries(number):
        client.get("/home/")
    make_completion(world.own, SMALL)
    with django_assert_num_queries(number):
        client.get("/home/")
