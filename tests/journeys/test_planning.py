"""From a weak theme of a result to an action in the plan that is changed by two, done, and one that is given up."""

from datetime import date

import pytest

from selfassessment.models import Action
from selfassessment.rules.planning import Wording
from selfassessment.services.actions import change_action
from tests.factories import World
from tests.factories.assessments import COMPLETED, make_completion
from tests.journeys.traveller import Traveller

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
WHAT, WHO = "What will be done?", "Who sees to it?"
BY = "By when? (optional)"
MEET, RING = "Meet the health trust", "Ring the health trust"


def test_writing_a_plan(traveller: Traveller, world: World) -> None:
    completion = make_completion(world.own, {"one.first": 1, "one.second": 2})
    traveller.window.sign_in(world.people["champion"])
    traveller.open(f"/assessment-results/{completion.pk}/")
    traveller.see("No action yet on these. Add one:")
    traveller.look("a result without a plan")
    traveller.follow("The whole plan")
    traveller.arrive("One has no action yet")
    traveller.look("an empty plan")

    add(traveller)
    change_over_another(traveller, world)
    give_up(traveller)

    assert [(each.what, each.dropped_at is None) for each in Action.objects.all()] == [(RING, False)]


def add(traveller: Traveller) -> None:
    traveller.press("Add an action on One")
    traveller.look("adding an action")
    traveller.press("Save")
    traveller.see("Enter what will be done", "Enter who sees to it")
    traveller.look("an action without words")
    traveller.fill(WHAT, MEET)
    traveller.fill(WHO, "Our coordinator")
    traveller.fill("Day", "1", group=BY)
    traveller.fill("Month", "9", group=BY)
    traveller.fill("Year", "2099", group=BY)
    traveller.press("Save")
    traveller.see("The action is in the plan", "Our coordinator, by 1 September 2099")
    traveller.look("a plan")


def change_over_another(traveller: Traveller, world: World) -> None:
    """The representative changes it while the champion has its page open."""
    traveller.follow(MEET)
    traveller.look("an action")
    wording = Wording("Write to the health trust", "The chair", date(2099, 9, 1))
    by = world.people["representative"]
    change_action(action=Action.objects.get(), seen=1, wording=wording, by=by, at=COMPLETED)
    traveller.fill(WHAT, RING)
    traveller.press("Save")
    traveller.see("Odile Marchbank changed this while you were working on it")
    traveller.look("somebody else was first")
    traveller.press("Save")
    traveller.see("The action is saved", RING)


def give_up(traveller: Traveller) -> None:
    traveller.follow(RING)
    traveller.follow("Give this action up")
    traveller.arrive("Give this action up?")
    traveller.look("giving it up")
    traveller.press("Give it up")
    traveller.see("is given up and no longer in the plan", "One has no action yet")
