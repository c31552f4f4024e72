"""From a framework chosen for the year to a completed assessment with its receipt."""

import pytest

from selfassessment.models import AgreedAnswer, Completion
from selfassessment.rules.answering import Given
from selfassessment.selectors.assessments import draft_of
from selfassessment.services.answering import write
from tests.factories import World
from tests.factories.assessments import ASSESSED
from tests.factories.frameworks import given_version
from tests.journeys.traveller import Traveller

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
STATEMENT = "1. The county and district partnerships have written down what each does and why at that level."
SECOND = "2. We have listed the work that needs the whole county to do it."
THEME = "Clear roles and added value"


def test_choosing_answering_and_completing(traveller: Traveller, world: World) -> None:
    given_version("two-tier-working")
    traveller.window.sign_in(world.people["manager"])
    choose(traveller)

    traveller.window.context.clear_cookies()
    traveller.window.sign_in(world.people["representative"])
    begin(traveller, world.own.pk)
    answer(traveller)
    overtake(world)
    answer_over_another(traveller)
    complete(traveller)
    assert Completion.objects.get().stage == "developing"


def choose(traveller: Traveller) -> None:
    traveller.open("/frameworks/")
    traveller.look("the list of frameworks")
    traveller.follow("Working together in two-tier areas")
    traveller.look("a framework")
    traveller.follow(THEME)
    traveller.look("a theme of it")
    traveller.follow("Working together in two-tier areas")
    traveller.press("Choose this framework for the year")
    traveller.look("choosing it")
    traveller.press("Choose this framework")
    traveller.see("are made on this version")


def begin(traveller: Traveller, partnership: int) -> None:
    traveller.open(f"/partnerships/{partnership}/assessment/")
    traveller.see("19 statements in 5 themes", "About 20 minutes")
    traveller.look("before it begins")
    traveller.press("Start the self-assessment")
    traveller.see("0 of 19 statements answered")
    traveller.look("the themes")


def answer(traveller: Traveller) -> None:
    traveller.press(f"Start with {THEME}")
    traveller.look("a theme to answer")
    traveller.choose(STATEMENT, "2. Partly in place")
    traveller.fill("What you base statement 1 on (optional)", "A draft of May")
    traveller.choose(SECOND, "1. Not in place")
    traveller.press("Save and come back later")
    traveller.see("2 of 19 statements answered", "In progress")


def overtake(world: World) -> None:
    """The champion answers while the representative has the page open: it is opened before and sent after."""
    assessment = AgreedAnswer.objects.select_related("assessment").first().assessment
    assert draft_of(assessment).stands("roles.written-split") == Given(2, "A draft of May")
    write(assessment, {"roles.county-only": Given(1)}, by=world.people["champion"], at=ASSESSED)


def answer_over_another(traveller: Traveller) -> None:
    traveller.press(f"Go on with {THEME}")
    champion = AgreedAnswer.objects.get(statement__key="roles.county-only")
    traveller.choose(STATEMENT, "1. Not in place")
    write(champion.assessment, {"roles.county-only": Given(4)}, by=champion.written_by, at=ASSESSED)
    traveller.choose(SECOND, "2. Partly in place")
    traveller.press("Save and come back later")
    traveller.see("Percy Lightbody has answered “4. In place, tested and improving”")
    traveller.look("somebody else was first")
    traveller.press("Save and come back later")
    traveller.see("2 of 19 statements answered")


def complete(traveller: Traveller) -> None:
    traveller.follow("Complete it with statements left open")
    traveller.see("17 statements are not answered.")
    traveller.look("completing it")
    traveller.press("Complete the assessment")
    traveller.see("Your receipt is A0", "Overall 1.50")
    traveller.look("the result")
    traveller.follow("Every answer, with its comment")
    traveller.see("A draft of May")
    traveller.look("every answer")
