"""Choosing which emails come: a message waits, comes in one email a day, and stops by one click."""

from datetime import UTC, datetime
from urllib.parse import urlsplit

import pytest
from django.utils import timezone

from accounts.models import Person
from accounts.rules.message_links import CHOOSING, LEAVING, subject_of
from accounts.services.links import issue_link
from notices.models import Choice, Message
from notices.services.sending import send
from notices.services.summaries import send_summaries
from tests.factories import World
from tests.journeys.traveller import Traveller

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
KIND, LABEL = "projects/endorsement_asked", "I am asked to endorse a project"
MORNING = datetime(2026, 3, 9, 7, 30, tzinfo=UTC)


def ask(person: Person, world: World) -> Message:
    facts = {"asker": world.people["representative"], "partnership": world.own, "project": {"title": "One team"}}
    return send(KIND, person.email, {**facts, "person": person}, person=person, programme_id=world.here.programme.pk)


def test_choosing_which_emails_come(traveller: Traveller, world: World) -> None:
    person = world.people["champion"]

    traveller.window.sign_in(person)
    traveller.open("/account/")
    traveller.follow("Choose which emails you get")
    traveller.arrive("Which emails you get")
    traveller.look("choices")
    traveller.choose(LABEL, "In one email a day")
    traveller.press("Save")
    traveller.see("Your choices are saved")
    traveller.look("saved")

    assert ask(person, world).state == "held"
    assert send_summaries(at=MORNING) == 1
    summary = Message.objects.get(kind="notices/summary")
    assert "One team" in summary.text

    at = timezone.now()
    by_link = issue_link(purpose=CHOOSING, subject="about:emails", person=person, by=None, at=at)
    traveller.open("/account/")
    traveller.press("Sign out")
    traveller.open(f"/messages/{by_link.token}/")
    traveller.arrive("Which emails you get")
    traveller.look("by_link")
    traveller.choose(LABEL, "At once")
    traveller.press("Save")
    traveller.see("Your choices are saved")
    assert Choice.objects.get(person=person, kind=KIND).mode == "now"

    way_out = issue_link(purpose=LEAVING, subject=subject_of(KIND), person=person, by=None, at=at)
    traveller.open(f"/unsubscribe/{way_out.token}/")
    traveller.arrive("Unsubscribe")
    traveller.look("way_out")
    traveller.press("Unsubscribe")
    traveller.arrive("You are unsubscribed")
    traveller.look("left")
    assert ask(person, world).problem == "silenced"
    assert urlsplit(traveller.page.url).path.startswith("/unsubscribe/")
    traveller.open("/unsubscribe/made-up/")
    traveller.arrive("This link no longer works")
