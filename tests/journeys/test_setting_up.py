"""A manager sets up a year from nothing, mends what is missing, opens it, and changes its terms."""

import pytest

from partnerships.models import Programme
from tests.factories import PartnershipFactory, World
from tests.journeys.traveller import Traveller

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
LONG = "metropolitan borough partnership"


def fill_date(traveller: Traveller, group: str, day: str, month: str, year: str) -> None:
    for box, typed in {"Day": day, "Month": month, "Year": year}.items():
        traveller.fill(box, typed, group=group)


def test_a_year_from_nothing_to_open(traveller: Traveller, world: World) -> None:
    traveller.window.sign_in(world.people["manager"])
    traveller.open("/years/")
    traveller.look("years")
    traveller.press("Set up a new year")
    traveller.arrive("Set up a new year")
    traveller.choose("How do you want to begin?", "From nothing")
    traveller.fill("Name of the programme", "Learning in the Hills")
    traveller.fill("Region", "Hill Country")
    fill_date(traveller, "First day", "1", "4", "2027")
    fill_date(traveller, "Last day", "31", "3", "2027")
    traveller.press("Save and continue")
    traveller.look("a year that ends before it begins")
    traveller.see("The last day must be after the first day")
    traveller.fill("Year", "2028", group="Last day")
    traveller.press("Save and continue")

    traveller.arrive("Set up Learning in the Hills")
    traveller.see("1 of 12 steps are completed", "Not started yet", "you are its programme manager")
    traveller.look("nothing done yet")
    programme = Programme.objects.get(key="hill-country-2027")

    traveller.follow("Words for partnerships and tiers")
    traveller.fill("One (optional)", LONG, group="Partnership")
    traveller.fill("More than one (optional)", f"{LONG}s", group="Partnership")
    traveller.press("Save and continue")
    traveller.arrive("Rates")
    traveller.fill("Offer to each unitary authority (optional)", "19,600.001")
    traveller.press("Save and continue")
    traveller.look("rates with mistakes")
    traveller.see("must be in pounds and whole pence")
    traveller.fill("Offer to each unitary authority (optional)", "£19,600")
    traveller.fill("Who decided this, and where (optional)", "Board minute 4", group="Unitary authorities")
    traveller.press("Save and continue")
    traveller.arrive("Grant rules")
    traveller.look("grant rules")
    traveller.choose("How many districts must have a project before their county meets its condition?", "At least half")
    traveller.press("Save and continue")
    traveller.arrive("Support days")
    traveller.press("Save and continue")
    traveller.arrive("Budget lines")
    traveller.press("Add a line")
    traveller.fill("Name of the line", "Core programme")
    traveller.fill("Who funds it?", "Central government")
    traveller.choose("Is it money or help in kind?", "Money")
    traveller.fill("How much is it, or how much is it worth?", "540,000")
    traveller.choose("May it be used for one thing only?", "No")
    traveller.press("Save")
    traveller.see("£540,000")
    traveller.look("budget")
    traveller.press("Continue")
    traveller.arrive("Key dates")
    fill_date(traveller, "Projects submitted (optional)", "1", "4", "2028")
    traveller.press("Save and continue")
    traveller.look("a date outside the year")
    traveller.see("must be the same as or before 31 March 2028")
    fill_date(traveller, "Projects submitted (optional)", "30", "6", "2027")
    traveller.press("Save and continue")
    traveller.arrive("Competency framework")
    traveller.fill("Name of the competency framework (optional)", "Delivery competencies")
    traveller.press("Save and continue")
    traveller.arrive("Limits")
    traveller.press("Save and continue")
    traveller.arrive("Metropolitan borough partnerships")
    traveller.look("no partnerships")
    PartnershipFactory(programme=programme, name="Hilltop and the Long Valley Strategic Partnership")
    traveller.press("Continue")
    traveller.arrive("Map")
    traveller.press("Continue")
    traveller.arrive("Deputy programme manager")
    traveller.press("Continue")
    traveller.arrive("Check your answers")
    traveller.see("No deputy is named or invited", "At least half", LONG, "30 June 2027")
    traveller.look("answers")
    traveller.press("Open the year")
    traveller.arrive("Learning in the Hills")
    traveller.see("is open", "Version 1, in force since")
    traveller.look("open")

    traveller.follow("Change the terms")
    traveller.fill("Why do the terms change?", "The board raised it")
    traveller.press("Save and continue")
    traveller.follow("Support days")
    traveller.fill("How many days may each metropolitan borough partnership use?", "1.5")
    traveller.press("Save")
    traveller.arrive("Draft of version 2 of the terms")
    traveller.look("draft")
    traveller.press("Put into force")
    traveller.arrive("Versions of the terms")
    traveller.see("Version 2 of the terms is in force", "The board raised it", "1.5")
    traveller.look("versions")
    assert programme.terms.count() == 2
