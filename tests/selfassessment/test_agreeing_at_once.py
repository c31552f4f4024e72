"""Two people agree on the same statement at one moment: real threads, with a control that goes past the guard."""

from functools import partial

import pytest
from django.test import Client
from django.urls import reverse

from audit.models import Entry
from selfassessment.models import AgreedAnswer
from selfassessment.rules.answering import NOTHING, Given
from selfassessment.services.answering import write
from tests.at_once import at_once
from tests.factories.assessments import ASSESSED, make_assessment

pytestmark = pytest.mark.django_db(transaction=True)
FIRST = "one.first"


def sent(world, post):
    """The representative and the champion press at the same moment; what each post gives."""
    clients = {"representative": Client(), "champion": Client()}
    for who, client in clients.items():
        client.force_login(world.people[who])
    return set(at_once(*[partial(post, client, score) for client, score in zip(clients.values(), "13", strict=True)]))


def test_of_two_who_agree_at_the_same_moment_one_is_sent_on_and_the_other_told(world):
    address = reverse("agree_statement", args=[make_assessment(world.own).pk, FIRST])

    def post(client, score):
        return client.post(address, {"score": score, "comment": "", "was": NOTHING.mark, "onward": "next"}).status_code

    assert sent(world, post) == {200, 302}
    assert Entry.objects.filter(action="assessment.answered").count() == 1


def test_without_the_mark_of_what_was_shown_both_would_be_written(world):
    """The control: the same two, past the guard."""
    assessment = make_assessment(world.own)

    def post(client, score):
        write(assessment, {FIRST: Given(int(score))}, by=world.people["champion"], at=ASSESSED)
        return score

    assert sent(world, post) == {"1", "3"}
    assert AgreedAnswer.objects.count() == 1
