"""Changing one's details, with mistakes on the way."""

import pytest

from accounts.models import Person
from tests.factories import World
from tests.journeys.traveller import Traveller

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_changing_details_with_mistakes(traveller: Traveller, world: World) -> None:
    person = world.people["champion"]

    traveller.window.sign_in(person)
    traveller.open("/account/")
    traveller.look("account")
    traveller.follow("Change (Full name)")
    traveller.look("details")
    traveller.fill("Full name", "")
    traveller.fill("Phone number (optional)", "ask Ruth")
    traveller.press("Save")
    traveller.look("mistakes")
    traveller.mend("Enter your full name", "Full name")
    traveller.told("Full name", "Enter your full name")
    traveller.holds("Phone number (optional)", "ask Ruth")
    assert Person.objects.get(pk=person.pk).name == person.name

    traveller.fill("Full name", "Percy Lightbody-Quartermaine")
    traveller.fill("Phone number (optional)", "01632 960 001")
    traveller.press("Save")
    traveller.arrive("Your account")
    traveller.see("Your details are changed", "Percy Lightbody-Quartermaine", "01632 960 001")
    traveller.look("saved")
