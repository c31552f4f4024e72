"""From a title to a project that a neighbour has received."""

import pytest
from django.utils import timezone

from accounts.models import Person
from partnerships.rules.deadlines import last_moment
from projects.models import Project, Sharing
from tests.factories import RoleFactory, World
from tests.factories.assessments import make_completion
from tests.factories.projects import give_terms
from tests.journeys.traveller import Traveller

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
TITLE = "Working as one team across health, housing and policing so that fewer, better measures are shared"
SUMMARY = "Partners agree twelve measures in place of forty-one, and meet each quarter to act on what they show."


def test_writing_sharing_and_confirming(traveller: Traveller, world: World) -> None:
    give_terms(world.here.programme, closes=last_moment(timezone.localdate().replace(year=2090)))
    neighbour = RoleFactory(representative=True, partnership=world.neighbour).person
    make_completion(world.own, {"one.first": 1, "one.second": 2})

    traveller.window.sign_in(world.people["representative"])
    write(traveller)
    share(traveller, world.neighbour.name)
    sign_in_instead(traveller, neighbour)
    confirm(traveller)
    assert Sharing.objects.get().confirmed_by == neighbour

    sign_in_instead(traveller, world.people["representative"])
    traveller.open(f"/projects/{Project.objects.get().pk}/")
    traveller.see("Shared, not yet submitted", "received on")
    traveller.follow("Change the words")
    traveller.see("Version 1 is shared.")
    traveller.look("warned before changing")


def write(traveller: Traveller) -> None:
    traveller.open("/projects/")
    traveller.look("no projects yet")
    traveller.press("Begin your project")
    traveller.fill("Summary (optional)", SUMMARY)
    traveller.press("Save")
    traveller.look("without a title")
    traveller.mend("Enter the title", "Title")
    traveller.holds("Summary (optional)", SUMMARY)
    assert not Project.objects.exists()

    traveller.fill("Title", TITLE)
    traveller.press("Save")
    traveller.arrive(TITLE)
    traveller.see("Your words are saved", "Choose one or two of its statements that your project rests on.")
    traveller.look("a draft")
    traveller.press("Choose what it rests on")
    traveller.tick("We do it.")
    traveller.press("Save")
    traveller.see("What your project rests on is saved")


def share(traveller: Traveller, receiver: str) -> None:
    traveller.press("Share the project")
    traveller.press("Share the project")
    traveller.look("nobody chosen")
    traveller.see("Select at least one")
    traveller.tick(receiver)
    traveller.press("Share the project")
    traveller.arrive(TITLE)
    traveller.see("We have told them by email", "Receipt not confirmed yet")
    traveller.look("shared")


def confirm(traveller: Traveller) -> None:
    traveller.open("/projects/")
    traveller.look("a list of one")
    traveller.follow(TITLE)
    traveller.see("Please confirm that you have received it.")
    traveller.look("to be confirmed")
    traveller.press("Confirm receipt")
    traveller.see("You have confirmed that you received the project of Ollerwick")
    traveller.look("confirmed")


def sign_in_instead(traveller: Traveller, person: Person) -> None:
    traveller.window.context.clear_cookies()
    traveller.window.sign_in(person)
