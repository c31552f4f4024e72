"""A meeting agrees what partners scored, the widest spread first, until the assessment is completed."""

import pytest

from selfassessment.models import AgreedAnswer
from selfassessment.rules.answering import Given
from selfassessment.selectors.assessments import draft_of
from selfassessment.services.answering import write
from tests.factories import World
from tests.factories.assessments import ASSESSED, make_assessment
from tests.factories.frameworks import given_version
from tests.factories.scoring import make_scores
from tests.journeys.traveller import Traveller

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
WRITTEN, COUNTY, REGION = "roles.written-split", "roles.county-only", "scale.region"
FIRST = "We have listed the work that needs the whole county to do it."
NEXT = "The county and district partnerships have written down what each does and why at that level."
QUESTION, WHY = "What do you agree on?", "Why you agree on it"


def test_agreeing_what_partners_scored(traveller: Traveller, world: World) -> None:
    assessment = make_assessment(world.own, version=given_version("two-tier-working"))
    make_scores(assessment, "Ollerwick Police", {WRITTEN: 2, COUNTY: 1}, comment="Nobody has told us")
    make_scores(assessment, "Health trust", {WRITTEN: 3, COUNTY: 4})
    make_scores(assessment, "Voluntary council", {WRITTEN: 3, COUNTY: 4, REGION: "na"})

    traveller.window.sign_in(world.people["representative"])
    traveller.open(f"/partnerships/{world.own.pk}/assessment/")
    traveller.press("Agree the scores with your partners")
    traveller.see("0 of 19 scores agreed", "Median 4, from 1 to 4")
    traveller.look("every statement by spread")
    traveller.press("Agree the next score")
    refuse_without_reason(traveller)
    overtaken(traveller, world)
    traveller.choose(QUESTION, "3. In place")
    traveller.press("Save and see all statements")
    traveller.see("2 of 19 scores agreed")
    narrow(traveller)
    row = AgreedAnswer.objects.get(statement__key=COUNTY)
    assert (row.score, row.comment) == (2, "The list is a draft")


def refuse_without_reason(traveller: Traveller) -> None:
    traveller.see(FIRST, "1 · 4 · 4")
    traveller.unfold("Who said what")
    traveller.see("Nobody has told us")
    traveller.look("a statement to agree on")
    traveller.choose(QUESTION, "2. Partly in place")
    traveller.press("Save and go on to the next")
    traveller.see("Say why you agree on “2. Partly in place”, as the partners’ median is 4")
    traveller.look("a reason is missing")
    traveller.fill(WHY, "The list is a draft")
    traveller.press("Save and go on to the next")
    traveller.see(NEXT)


def overtaken(traveller: Traveller, world: World) -> None:
    """The champion agrees on something else while the page is open."""
    assessment = AgreedAnswer.objects.select_related("assessment").get().assessment
    write(assessment, {WRITTEN: Given(2, "Ours")}, by=world.people["champion"], at=ASSESSED)
    traveller.choose(QUESTION, "3. In place")
    traveller.press("Save and go on to the next")
    traveller.see("Percy Lightbody has answered “2. Partly in place” since you opened this page")
    assert draft_of(assessment).stands(WRITTEN) == Given(2, "Ours")


def narrow(traveller: Traveller) -> None:
    traveller.open(f"{traveller.page.url.removeprefix(traveller.window.address)}?theme=roles&open=on")
    traveller.see("2 statements")
    traveller.look("what is open of a theme")
