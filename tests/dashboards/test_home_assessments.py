"""A partnership's home leads to its self-assessment, with how far it is."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from partnerships.models import KeyDate, Partnership
from selfassessment.models import Action, Completion
from selfassessment.rules.answering import Given
from selfassessment.rules.scoring import Answer
from selfassessment.services.answering import write
from selfassessment.services.completing import complete_assessment
from selfassessment.services.partners import finish_scoring, take_off_partner
from selfassessment.services.reopening import reopen_assessment
from selfassessment.services.reviews_completed import complete_review
from tests.dashboards.homes import set_state, shown_to
from tests.dashboards.test_region import html_of, legend_of
from tests.factories.assessments import COMPLETED, make_assessment, make_completion
from tests.factories.frameworks import choose, give_framework, given_version
from tests.factories.needs import completed_with
from tests.factories.partners import make_partner
from tests.factories.people import PersonFactory
from tests.factories.reviews import make_review, make_whole_review
from tests.factories.world import World
from tests.queries import MOST, queries_for

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


def test_with_partners_it_says_how_many_have_finished_and_then_asks_for_the_scores(
    client: Client, world: World
) -> None:
    due(world, days=5)
    assessment = make_assessment(world.own)
    trust, police, gone = (make_partner(assessment, name) for name in ("Health trust", "Police", "Gone"))
    take_off_partner(partner=gone, by=PersonFactory(), at=COMPLETED)
    finish_scoring(partner=trust, at=COMPLETED)

    waiting = shown_to(client, world, "representative")
    finish_scoring(partner=police, at=COMPLETED)
    finished = shown_to(client, world, "representative")
    write(assessment, {key: Given(score) for key, score in SMALL.items()}, by=PersonFactory(), at=COMPLETED)

    assert "Go on assessing your partnership 1 of 2 partners have finished. 0 of 2 scores agreed" in waiting
    assert "Agree the scores with your partners 2 of 2 partners have finished. 0 of 2 scores agreed" in finished
    assert "Go on assessing your partnership 2 of 2 partners have finished. 2 of 2 scores agreed" in shown_to(
        client, world, "representative"
    )


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


def test_themes_without_an_action_are_named_at_home_and_lead_to_the_plan(client: Client, world: World) -> None:
    for days, kind in ((5, "representative"), (-1, "representative"), (5, "champion"), (-1, "champion")):
        due(world, days=days)
        completion_of_weak(world)
        shown = shown_to(client, world, kind)
        assert "Plan what you will do about a theme that scored low One. It has no action yet." in shown
        assert f'href="/partnerships/{world.own.pk}/plan/"' in client.get("/home/").content.decode()


def completion_of_weak(world: World) -> Completion:
    """One theme of 1.5, where one below 2.5 asks for an action."""
    found = Completion.objects.filter(partnership=world.own).first()
    return found or make_completion(world.own, {"one.first": 1, "one.second": 2})


@pytest.mark.parametrize(
    ("answers", "action"),
    [(SMALL, None), ({"one.first": 1}, {}), ({"one.first": 1}, {"done_on": COMPLETED.date()})],
    ids=["at the limit", "an action", "an action that is done"],
)
def test_where_no_action_is_asked_for_home_says_nothing(
    client: Client, world: World, answers: dict[str, Answer], action: dict[str, Any] | None
) -> None:
    due(world, days=5)
    completion = make_completion(world.own, answers)
    if action is not None:
        plan(world, completion, **action)

    assert "has no action yet" not in shown_to(client, world, "representative")


def test_an_action_that_was_given_up_or_a_result_opened_again(client: Client, world: World) -> None:
    due(world, days=5)
    completion = completion_of_weak(world)
    plan(world, completion, dropped_at=COMPLETED)
    assert "It has no action yet." in shown_to(client, world, "representative")

    reopen_assessment(completion=completion, reason="Why", by=world.people["manager"], at=COMPLETED)
    assert "It has no action yet." not in shown_to(client, world, "representative")


def test_two_weak_themes_are_named_the_weakest_first_by_the_words_of_their_framework(
    client: Client, world: World
) -> None:
    due(world, days=-1)
    choose(world.here.programme, given_version("key-success-criteria"))
    completed_with(world.own, {"trust": (499, 200), "vision": (2, 1), "leadership": (5, 2), "two": None})

    page = shown_to(client, world, "representative")

    assert "Plan what you will do about 2 themes that scored low A strong shared vision, Building trust." in page


def plan(world: World, completion: Completion, **more: Any) -> Action:
    """An action against the theme of the small framework."""
    facts = {"theme": "one", "what": "Meet", "who": "Chair", "written_by": world.people["representative"]}
    return Action.objects.create(
        partnership=world.own, made_on=completion.made_on, written_at=COMPLETED, **{**facts, **more}
    )


def test_the_manager_is_told_who_has_not_completed_until_submission_is_over(client: Client, world: World) -> None:
    due(world, days=5)
    assert "have not completed an assessment" not in shown_to(client, world, "manager")  # without a framework
    choose(world.here.programme, give_framework())
    Partnership.objects.filter(pk=world.neighbour.pk).update(delivers_laa=True)
    make_assessment(world.own)
    completed_with(world.elsewhere, {"one": (5, 2)})

    page = shown_to(client, world, "manager").replace("\xa0", " ")

    total = world.here.programme.partnerships.count()
    assert f"{total - 1} partnerships have not completed an assessment" in page
    assert f"{total - 2} have not begun. 1 is under way. Of these {total - 1}, 1 is a joint review. Due by " in page
    assert 'href="/reminders/assessment/send/"' in client.get("/home/").content.decode()
    due(world, days=-1)
    assert "Assessments were due by " in shown_to(client, world, "manager")
    closes = {"closes_at": timezone.now() - timedelta(days=1)}
    KeyDate.objects.update_or_create(programme=world.here.programme, kind="submission", defaults=closes)
    assert "have not completed an assessment" not in shown_to(client, world, "manager")


@pytest.mark.parametrize("begun", [0, 1])
def test_the_manager_is_told_the_numbers_that_the_map_shows(client: Client, world: World, begun: int) -> None:
    due(world, days=5)
    choose(world.here.programme, give_framework())
    joint = [world.neighbour, world.elsewhere]
    Partnership.objects.filter(pk__in=[each.pk for each in joint]).update(delivers_laa=True)
    for each in joint[:begun]:
        make_review(each)
    make_assessment(world.own)
    total = world.here.programme.partnerships.count()

    page = shown_to(client, world, "manager").replace("\xa0", " ")

    shown = legend_of(html_of(client, "/region/?show=assessment"))
    not_begun, under_way = shown["_not_begun"], shown["_under_way"]
    assert (not_begun, under_way) == (total - 1 - begun, 1 + begun)
    are = "are" if begun else "is"
    said = f"{not_begun} have not begun. {under_way} {are} under way. Of these {total}, 2 are joint reviews. Due by "
    assert said in page


@pytest.mark.parametrize("kind", ["adviser", "area-lead"])
def test_who_looks_after_some_is_told_which_of_them_have_not_completed(client: Client, world: World, kind: str) -> None:
    due(world, days=5)
    assert "has not completed an assessment" not in shown_to(client, world, kind)  # without a framework
    choose(world.here.programme, give_framework())
    assert "1 partnership has not completed an assessment Not begun: Ollerwick." in shown_to(client, world, kind)
    assert 'href="/needs/"' in client.get("/home/").content.decode()
    assessment = make_assessment(world.own, SMALL)
    assert "1 partnership has not completed an assessment Under way: Ollerwick." in shown_to(client, world, kind)
    Partnership.objects.filter(pk=world.own.pk).update(delivers_laa=True)
    assert "Joint review still to be recorded: Ollerwick." in shown_to(client, world, kind)
    Partnership.objects.filter(pk=world.own.pk).update(delivers_laa=False)
    complete_assessment(assessment=assessment, by=world.people["representative"], at=COMPLETED)
    assert "has not completed an assessment" not in shown_to(client, world, kind)


def test_an_agency_reads_what_the_region_needs_and_nothing_of_too_few(client: Client, world: World) -> None:
    assert "What the region needs" not in shown_to(client, world, "agency")
    choose(world.here.programme, give_framework())
    assert "Nobody has completed an assessment yet." in shown_to(client, world, "agency")
    places = list(world.here.programme.partnerships.all())
    for place in places[:4]:
        completed_with(place, {"one": (4, 2)})
    assert "Too few have completed an assessment to say." in shown_to(client, world, "agency")
    for place in places[4:]:
        completed_with(place, {"one": (5, 2)})
    page = shown_to(client, world, "agency")
    assert "What the region needs One 2.3 All themes, weakest first" in page
    assert "The region’s weakest themes: One" in page
    assert "named everybody" not in page
    assert 'href="/needs/"' in client.get("/home/").content.decode()


@pytest.mark.parametrize("kind", ["manager", "representative", "adviser", "agency"])
def test_with_assessments_homes_ask_no_more_than_they_may(client: Client, world: World, kind: str) -> None:
    due(world, days=-1)
    choose(world.here.programme, give_framework())
    for place in world.here.programme.partnerships.exclude(pk=world.neighbour.pk):
        completed_with(place, {"one": (4, 2)})
    client.force_login(world.people[kind])
    client.get("/home/")

    assert len(queries_for("/home/", client)) <= MOST - 1  # a second step asks one more
