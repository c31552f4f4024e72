"""Who took part in a completed assessment: frozen with it, edition by edition, and no more than its page shows."""

import re
from datetime import timedelta
from importlib import import_module
from io import BytesIO

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.urls import reverse
from pypdf import PdfReader

from selfassessment.models import CompletedPartner
from selfassessment.rules.answering import NOTHING, Given
from selfassessment.services.completing import complete_assessment
from selfassessment.services.partners import answer_as_partner, finish_scoring, take_off_partner
from selfassessment.services.reopening import reopen_assessment
from tests.factories import PersonFactory
from tests.factories.assessments import ASSESSED, COMPLETED, completion_of, make_assessment, make_completion
from tests.factories.partners import make_partner
from tests.factories.scoring import make_scores

pytestmark = pytest.mark.django_db
LOW, LATER = {"one.first": 2, "one.second": 2}, COMPLETED + timedelta(days=1)
EARLIER = import_module("selfassessment.migrations.0006_partners_of_earlier_completions").KEEP


def complete(assessment, at=COMPLETED):
    return complete_assessment(assessment=assessment, by=PersonFactory(), at=at)


def open_again(completion, world):
    reopen_assessment(completion=completion, reason="More", by=world.people["manager"], at=LATER)


def frozen(completion):
    return list(completion.partners.values_list("organisation", "answered", "has_finished"))


def told(client, completion):
    return " ".join(client.get(reverse("assessment_result", args=[completion.pk])).content.decode().split())


def test_the_page_tells_how_far_each_partner_that_answered_came(world, client):
    client.force_login(world.people["representative"])
    assessment = make_assessment(world.own, LOW)
    finish_scoring(partner=make_partner(assessment, "Health trust", {"one.first": 2, "one.second": "na"}), at=ASSESSED)
    make_partner(assessment, "Ollerwick Police", {"one.first": 1})
    make_partner(assessment, "Silent chamber")
    take_off_partner(partner=make_partner(assessment, "Fire", {"one.first": 1}), by=PersonFactory(), at=ASSESSED)

    completion = complete(assessment)

    assert frozen(completion) == [("Health trust", 2, True), ("Ollerwick Police", 1, False)]
    page = told(client, completion)
    words = " ".join(re.sub("<[^>]+>", " ", page).split())
    assert "Health trust All 2 statements answered Ollerwick Police 1 of 2 statements answered (not finished)" in words
    assert "Silent chamber" not in page
    assert "Fire" not in page


def test_of_many_partners_twenty_are_on_the_page_and_all_in_the_paper(world, client):
    client.force_login(world.people["representative"])
    completion = make_completion(world.own, LOW)
    names = [f"Partner {number:03}" for number in range(100)]
    CompletedPartner.objects.bulk_create(
        CompletedPartner(completion=completion, organisation=name, answered=1, has_finished=True) for name in names
    )

    page = told(client, completion)
    paper = client.get(reverse("assessment_pdf", args=[completion.pk]))
    printed = " ".join(" ".join(each.extract_text() for each in PdfReader(BytesIO(paper.content)).pages).split())

    assert ("Partner 019" in page, "Partner 020" in page) == (True, False)
    assert "All 100, in the PDF" in page
    assert [name in printed for name in names] == [True] * 100
    assert len(page) <= 40_000


def test_an_edition_keeps_its_own_list_when_it_is_opened_again_and_completed_anew(world):
    assessment = make_assessment(world.own, LOW)
    police, fire = make_partner(assessment, "Police", {"one.first": 1}), make_partner(assessment, "Fire")
    first = complete(assessment)
    open_again(first, world)
    answer_as_partner(partner=police, given={"one.second": (Given(1), NOTHING.mark)}, at=LATER)
    finish_scoring(partner=police, at=LATER)
    answer_as_partner(partner=fire, given={"one.first": (Given(2), NOTHING.mark)}, at=LATER)

    second = complete(assessment, at=LATER)

    assert frozen(first) == [("Police", 1, False)]
    assert frozen(second) == [("Fire", 1, False), ("Police", 2, True)]


def test_the_database_lets_nobody_change_who_took_part(world):
    assessment = make_assessment(world.own, LOW)
    make_partner(assessment, "Police", {"one.first": 1})
    complete(assessment)

    with pytest.raises(DatabaseError, match="Cannot update or delete"), transaction.atomic():
        CompletedPartner.objects.update(answered=2)
    with pytest.raises(DatabaseError, match="Cannot update or delete"), transaction.atomic():
        CompletedPartner.objects.all()._raw_delete("default")


@pytest.mark.parametrize(
    ("wrong", "constraint"),
    [
        ({"organisation": ""}, "completed_partner_is_somebody"),
        ({"answered": 0}, "completed_partner_answered_something"),
    ],
    ids=["nobody", "nothing"],
)
def test_the_database_takes_nobody_who_did_not_take_part(world, wrong, constraint):
    facts = {"completion": make_completion(world.own, LOW), "organisation": "Police", "answered": 1}

    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        CompletedPartner.objects.create(**{**facts, "has_finished": True, **wrong})


def test_what_was_completed_before_gets_its_list_from_the_trail(world):
    assessment = make_assessment(world.own, LOW)
    police = make_partner(assessment, "Police", {"one.first": 1})
    finish_scoring(partner=police, at=ASSESSED)
    make_partner(assessment, "Fire", {"one.first": 1, "one.second": 1})
    take_off_partner(partner=make_partner(assessment, "Health", {"one.first": 1}), by=PersonFactory(), at=ASSESSED)
    make_scores(assessment, "Chamber", {})
    completion = completion_of(world.own)
    assert frozen(completion) == []

    with connection.cursor() as cursor:
        cursor.execute(EARLIER)

    assert frozen(completion) == [("Fire", 2, False), ("Police", 1, True)]
