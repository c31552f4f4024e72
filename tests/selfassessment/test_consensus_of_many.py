"""However many partners answered, the meeting's pages ask no more and stay light."""

import csv
import io

import pytest
from django.urls import reverse

from selfassessment.selectors.assessments import draft_of
from selfassessment.selectors.consensus import meeting_of
from tests.factories.assessments import make_assessment
from tests.factories.frameworks import given_version
from tests.factories.scoring import make_scores
from tests.queries import assert_same_queries, queries_for

pytestmark = pytest.mark.django_db


@pytest.fixture
def representative(world, client):
    client.force_login(world.people["representative"])
    return client


def meeting_at(assessment, **asked):
    return reverse("consensus", args=[assessment.pk], query=asked or None)


def statement_at(assessment, key):
    return reverse("agree_statement", args=[assessment.pk, key])


def order_of(response):
    return [each.statement.key for each in response.context["listing"].page.object_list]


@pytest.mark.parametrize("page", [meeting_at, statement_at], ids=["meeting", "statement"])
def test_neither_page_asks_more_the_more_partners_there_are(representative, world, page):
    version = given_version("key-success-criteria")
    keys = list(version.statements.values_list("key", flat=True))
    assessment = make_assessment(world.own, {keys[0]: 2}, version=version, comment="Why")
    scores = {key: (number % 4) + 1 for number, key in enumerate(keys)}
    address = page(assessment) if page is meeting_at else page(assessment, keys[0])

    def partners(many):
        start = assessment.partners.count()
        for number in range(start, start + many):
            make_scores(assessment, f"Partner {number}", scores, comment="Because")

    assert_same_queries(partners, address, representative, at_most=8)
    assert len(queries_for(address, representative)) <= 8


def test_of_a_hundred_partners_the_list_stays_light_and_keeps_the_widest_first(representative, world):
    version = given_version("key-success-criteria")
    keys = list(version.statements.values_list("key", flat=True))
    assessment = make_assessment(world.own, dict.fromkeys(keys, 2), version=version)
    for number in range(100):
        scores = {key: (number * place) % 4 + 1 for place, key in enumerate(keys)}
        make_scores(assessment, f"Long-named alliance of voluntary services {number}", scores)

    pages = [representative.get(meeting_at(assessment, page=number)) for number in (1, 2)]
    partners = representative.get(reverse("partners", args=[assessment.pk]))
    rows = list(csv.reader(io.StringIO(b"".join(representative.get(meeting_at(assessment, format="csv"))).decode())))

    assert [len(page.content) <= 40_000 for page in (*pages, partners)] == [True] * 3
    assert [len(order_of(page)) for page in pages] == [30, 7]
    assert order_of(pages[0]) + order_of(pages[1]) == [
        each.statement.key for each in meeting_of(draft_of(assessment)).widest_first
    ]
    assert len(rows) == 38
