"""From a tick and another rule to two simulations side by side, one of which the steering group reads."""

import pytest

from grants.models import Simulation
from tests.factories import World
from tests.factories.projects import give_terms, make_project
from tests.journeys.traveller import Traveller

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
TRY = "Show what would happen"


def test_the_manager_simulates_compares_and_shows_and_the_steering_group_reads(
    traveller: Traveller, world: World
) -> None:
    give_terms(world.here.programme)
    make_project(world.own, shared_with=[world.neighbour], submitted=True)
    make_project(world.here.single, submitted=True)

    traveller.window.sign_in(world.people["manager"])
    one_more_district(traveller)
    another_rule(traveller)
    side_by_side(traveller)

    traveller.window.context.clear_cookies()
    traveller.window.sign_in(world.people["steering"])
    traveller.open("/grants/simulations/")
    traveller.miss("Pimbrook comes in")
    traveller.follow("By offer, and half is enough")
    traveller.look("as the steering group reads it")
    assert Simulation.objects.filter(is_shown=True).count() == 1


def one_more_district(traveller: Traveller) -> None:
    """Ticked, looked at, refused without a name, and saved."""
    traveller.open("/grants/simulations/")
    traveller.look("none kept yet")
    traveller.press("Simulate something new")
    traveller.see("Nobody gets more or less than as things stand.")
    traveller.look("the facts")
    traveller.tick("Pimbrook submits")
    traveller.tick("Pimbrook shares")
    traveller.press(TRY)
    traveller.see("Thessershire would meet its condition")
    traveller.look("one more district")
    traveller.press("Save the simulation")
    traveller.mend("Enter a name for this simulation", "Name")
    traveller.look("without a name")
    traveller.fill("Name", "Pimbrook comes in")
    traveller.press("Save the simulation")
    traveller.arrive("Pimbrook comes in")
    traveller.look("saved")


def another_rule(traveller: Traveller) -> None:
    """Refused while it contradicts itself, then saved and shown."""
    traveller.open("/grants/simulator/")
    traveller.unfold("Change offers and the rule")
    traveller.choose("How is money that comes back shared out?", "In proportion to their population")
    traveller.press(TRY)
    traveller.mend(
        "Tick the box to show that the population figures are confirmed", "The population figures are confirmed"
    )
    traveller.look("figures not confirmed")
    traveller.choose("How is money that comes back shared out?", "In proportion to their offers")
    traveller.choose("How many districts must have a project before their county meets its condition?", "At least half")
    traveller.fill("Name", "By offer, and half is enough")
    traveller.press("Save the simulation")
    traveller.arrive("By offer, and half is enough")
    traveller.see("At least half. This year: More than half.")
    traveller.press("Show it to the steering group")
    traveller.see("The steering group can read it now")
    traveller.look("shown")


def side_by_side(traveller: Traveller) -> None:
    """Both of them, once two are chosen."""
    traveller.follow("Simulations")
    traveller.tick("Compare Pimbrook comes in")
    traveller.press("Compare those ticked")
    traveller.see("Select two or three simulations")
    traveller.look("only one chosen")
    traveller.tick("Compare By offer, and half is enough")
    traveller.press("Compare those ticked")
    traveller.arrive("Simulations side by side")
    traveller.see("meets its condition in B, and fails it in A.")
    traveller.look("side by side")
