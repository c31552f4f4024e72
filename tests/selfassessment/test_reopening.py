"""Who hears that a completed assessment or joint review is opened again: its people, by email, with the reason."""

import re
from datetime import date

import pytest
from django.core import mail
from django.urls import reverse

from notices.models import Message
from notices.rules.kinds import kind_of
from notices.services import delivering
from partnerships.models import Partnership, Role
from selfassessment.errors import ReopenedError
from selfassessment.services.completing import complete_assessment
from selfassessment.services.reopening import reopen_assessment
from tests.factories.assessments import COMPLETED, completion_of, make_completion
from tests.queries import queries_for

pytestmark = pytest.mark.django_db
KIND = "selfassessment/reopened"
PEOPLE = ["champion@marlvale.example", "representative@marlvale.example"]
REASON = "Two partners were missing.\nAsk them, too."


@pytest.fixture
def manager(world, client, settings):
    settings.SECOND_FACTOR_REQUIRED = False
    client.force_login(world.people["manager"])
    return client


def said(response):
    html = response.content.decode()
    return " ".join(re.sub(r"<[^>]+>", " ", html[html.index("<main") :]).replace("\xa0", " ").split())


def reopen(world, completion, **more):
    given = {"completion": completion, "reason": REASON, "by": world.people["manager"], "at": COMPLETED, **more}
    return reopen_assessment(**given)


def joint(partnership):
    Partnership.objects.filter(pk=partnership.pk).update(delivers_laa=True)
    partnership.refresh_from_db()
    return completion_of(partnership)


def test_the_partnerships_people_get_the_reason_by_email(world):
    completion = make_completion(world.own, {"one.first": 3})

    told = reopen(world, completion)
    delivering.drain(seconds=60)

    assert sorted(person.email for person in told) == PEOPLE
    assert sorted(each.to[0] for each in mail.outbox) == PEOPLE
    text = mail.outbox[0].body.replace("\xa0", " ")
    assert mail.outbox[0].subject == "Ollerwick: your self-assessment is open again"
    assert REASON in text
    assert f"{world.people['manager']} has opened the self-assessment of Ollerwick Partnership again" in text
    assert f"completed on 18 May 2026 ({completion.reference})" in text
    assert f"/partnerships/{world.own.pk}/assessment/" in text
    assert text.count("You get this email because") == 1


def test_of_a_joint_review_it_says_so_and_leads_there(world):
    reopen(world, joint(world.own))

    message = Message.objects.filter(kind=KIND).first()

    assert message.subject == "Ollerwick: your joint review is open again"
    assert f"/partnerships/{world.own.pk}/joint-review/" in message.text


def test_who_comes_second_sends_nothing_more(world):
    completion = make_completion(world.own, {"one.first": 3})
    reopen(world, completion)

    with pytest.raises(ReopenedError):
        reopen(world, completion)

    assert Message.objects.filter(kind=KIND).count() == 2


def test_once_completed_anew_the_email_is_no_news(world):
    completion = make_completion(world.own, {"one.first": 3})
    reopen(world, completion)
    about = Message.objects.filter(kind=KIND).first().about

    before = kind_of(KIND).still_matters(about)
    complete_assessment(assessment=completion.assessment, by=world.people["representative"], at=COMPLETED)

    assert (before, kind_of(KIND).still_matters(about)) == (True, False)


def test_the_manager_reads_whom_it_will_be_told_and_whom_it_was(manager, world):
    address = reverse("reopen_assessment", args=[make_completion(world.own, {"one.first": 3}).pk])

    before = said(manager.get(address))
    after = said(manager.post(address, {"reason": REASON}, follow=True))

    assert "Open the assessment again?" in before
    assert "Your reason goes by email to Odile Marchbank and Percy Lightbody." in before
    assert "The assessment is open again. Your reason goes by email to Odile Marchbank and Percy Lightbody" in after


def test_where_nobody_is_named_the_manager_is_told_that(manager, world):
    Role.objects.filter(partnership=world.own).update(until=date(2026, 4, 2))
    address = reverse("reopen_assessment", args=[joint(world.own).pk])

    before = said(manager.get(address))
    after = said(manager.post(address, {"reason": REASON}, follow=True))

    assert "Open the joint review again?" in before
    assert "champion can change what they wrote" in before
    assert "Nobody is named for the partnership, so nobody is emailed." in before
    assert "The joint review is open again. Nobody is named for the partnership, so nobody was emailed" in after
    assert not Message.objects.filter(kind=KIND).exists()


@pytest.mark.parametrize(("who", "offered"), [("representative", True), ("champion", True), ("finance", False)])
def test_those_whom_it_may_reach_can_choose_about_it(client, world, settings, who, offered):
    settings.SECOND_FACTOR_REQUIRED = False
    client.force_login(world.people[who])

    page = said(client.get(reverse("message_choices")))

    assert ("Our completed assessment or joint review is opened again" in page) is offered


def test_the_page_asks_no_more_than_eight_times(manager, world):
    address = reverse("reopen_assessment", args=[make_completion(world.own, {"one.first": 3}).pk])

    assert len(queries_for(address, manager)) <= 8
