"""A partnership's page says how far its assessment is, to those who may read it."""

import re

import pytest
from django.urls import reverse

from partnerships.models import Partnership
from selfassessment.models import JointReview
from selfassessment.services.reopening import reopen_assessment
from tests.factories.assessments import COMPLETED, make_assessment, make_completion
from tests.factories.frameworks import choose, give_framework
from tests.factories.reviews import make_joint_completion, make_review

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _without_second_step(settings):
    settings.SECOND_FACTOR_REQUIRED = False


@pytest.fixture
def told(client, world):
    """The rows of the own partnership's page for a role, as text."""

    def told_to(kind: str) -> str:
        client.force_login(world.people[kind])
        html = client.get(reverse("partnership", args=[world.own.pk])).content.decode()
        return " ".join(re.sub(r"<[^>]+>", " ", html).replace("\xa0", " ").split())

    return told_to


@pytest.mark.parametrize("kind", ["representative", "champion"])
def test_its_own_people_see_all_of_it(told, client, world, kind):
    assert "Self-assessment" not in told(kind)
    choose(world.here.programme, give_framework())
    assert "Self-assessment Not started" in told(kind)
    make_assessment(world.own, {"one.first": 3})
    assert "Self-assessment In progress 1 of 2 statements answered" in told(kind)
    assert (
        f'href="{reverse("assessment", args=[world.own.pk])}"'
        in client.get(reverse("partnership", args=[world.own.pk])).content.decode()
    )


@pytest.mark.parametrize("kind", ["manager", "adviser", "area-lead"])
def test_others_see_it_once_it_is_completed(told, client, world, kind):
    make_assessment(world.own, {"one.first": 3})
    assert "Self-assessment" not in told(kind)
    completion = make_completion(world.own, {})
    assert "Self-assessment Completed on 18 May 2026" in told(kind)
    page = client.get(reverse("partnership", args=[world.own.pk])).content.decode()
    assert client.get(reverse("assessment_result", args=[completion.pk])).status_code == 200
    assert f'href="{reverse("assessment_result", args=[completion.pk])}"' in page
    reopen_assessment(completion=completion, reason="Why", by=world.people["manager"], at=COMPLETED)
    assert "Self-assessment" not in told(kind)


@pytest.mark.parametrize("kind", ["finance", "steering", "evaluator", "agency", "facilitator"])
def test_who_reads_no_assessment_is_not_told_of_one(told, world, kind):
    make_completion(world.own, {"one.first": 3})
    assert "Self-assessment" not in told(kind)


@pytest.mark.parametrize("kind", ["representative", "champion"])
def test_the_own_people_of_who_delivers_an_agreement_see_the_joint_review(told, world, kind):
    choose(world.here.programme, give_framework())
    Partnership.objects.filter(pk=world.own.pk).update(delivers_laa=True)
    assert "Joint review Not started" in told(kind)
    make_review(world.own)
    assert "Joint review In progress 0 of 1 themes have a level" in told(kind)


@pytest.mark.parametrize("kind", ["manager", "adviser", "area-lead"])
def test_others_see_a_joint_review_once_it_is_completed(told, world, kind):
    make_review(world.own)
    assert "Joint review" not in told(kind)
    JointReview.objects.all().delete()
    make_joint_completion(world.own)
    assert "Joint review Completed on 18 May 2026" in told(kind)


@pytest.mark.parametrize("kind", ["representative", "manager"])
def test_what_stands_of_the_other_kind_says_what_is_wanted(told, world, kind):
    make_completion(world.own, {"one.first": 3})
    Partnership.objects.filter(pk=world.own.pk).update(delivers_laa=True)
    assert "Self-assessment Completed on 18 May 2026 The partnership delivers a Local Area Agreement now" in told(kind)
