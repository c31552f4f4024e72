"""Naming people: the manager asks a representative, who accepts from the email and lands on the right home."""

import pytest

from partnerships.models import Invitation, Role
from tests.factories import World
from tests.journeys.traveller import Traveller
from tests.partnerships.people.conftest import link_in_the_mail_that_goes

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
LONG = "Ollerwick-under-Heath Local Strategic Partnership for the Upper Valley"


def test_asking_a_representative_who_accepts(traveller: Traveller, world: World) -> None:
    place = world.neighbour
    place.name = LONG
    place.save()

    traveller.window.sign_in(world.people["manager"])
    invite_somebody(traveller)
    accept_it(traveller, link_in_the_mail_that_goes())
    assert Role.objects.get(person__email="rowena@quarry.example").partnership == place


def invite_somebody(traveller: Traveller) -> None:
    traveller.open("/people/")
    traveller.look("people")
    traveller.press("Invite somebody")
    traveller.look("which role")
    traveller.press("Continue")
    traveller.see("Select a role")
    traveller.look("no role chosen")
    traveller.choose("Which role?", "Representative")
    traveller.press("Continue")
    traveller.arrive("Invite somebody as representative")
    traveller.pick("Partnership", LONG)
    traveller.fill("Full name", "Rowena Slatebridge")
    traveller.fill("Email address", "rowena")
    traveller.press("Send the invitation")
    traveller.look("mistake")
    traveller.mend("Enter an email address in the correct format, like name@example.com", "Email address")
    traveller.fill("Email address", "rowena@quarry.example")
    traveller.press("Send the invitation")
    traveller.arrive("Rowena Slatebridge")
    traveller.see("The invitation is sent to rowena@quarry.example", "Waiting for an answer")
    traveller.look("invitation")
    traveller.press("Send it again")
    traveller.see("Sent 2 times")


def accept_it(traveller: Traveller, link: str) -> None:
    traveller.open(link)
    traveller.arrive("You are invited as representative")
    traveller.see("You are signed in as somebody else")
    traveller.look("somebody else")
    traveller.press("Sign out")

    traveller.open(link)
    traveller.see(LONG, "Ines Calloway")
    traveller.look("invited")
    traveller.fill("Full name", "")
    traveller.press("Accept the invitation")
    traveller.mend("Enter your full name", "Full name")
    traveller.look("no name")
    traveller.fill("Full name", "Rowena Slatebridge")
    traveller.press("Accept the invitation")
    traveller.see("You are representative in Learning in Marlvale", LONG)
    traveller.look("home")

    traveller.open(link)
    traveller.arrive("This link no longer works")


def test_a_third_representative_is_refused_and_an_invitation_withdrawn(traveller: Traveller, world: World) -> None:
    traveller.window.sign_in(world.people["representative"])
    traveller.open(f"/partnerships/{world.own.pk}/invite/")
    for name in ("Second Person", "Third Person"):
        traveller.open(f"/partnerships/{world.own.pk}/invite/")
        traveller.choose("Which role?", "Representative")
        traveller.fill("Full name", name)
        traveller.fill("Email address", f"{name.split()[0].lower()}@quarry.example")
        traveller.press("Send the invitation")
    traveller.see("There can be one or two representatives at a time")
    traveller.holds("Full name", "Third Person")
    traveller.look("a third one")

    traveller.open("/people/")
    traveller.follow("Second Person")
    traveller.follow("Withdraw the invitation")
    traveller.look("withdraw")
    traveller.press("Withdraw the invitation")
    traveller.see("Its link no longer works")
    traveller.look("withdrawn")
    assert Invitation.objects.get().withdrawn_at is not None


def test_ending_a_role_and_sending_what_waits(traveller: Traveller, world: World) -> None:
    traveller.window.sign_in(world.people["manager"])
    traveller.open("/people/invite/?kind=evaluator")
    traveller.fill("Full name", "Elspeth Waiting")
    traveller.fill("Email address", "elspeth@quarry.example")
    traveller.press("Save and send later")
    traveller.see("It has not been sent")
    traveller.open("/people/send/")
    traveller.arrive("This will email 1 person")
    traveller.look("what would be sent")
    traveller.press("Send the invitations")
    traveller.see("1 invitation is sent")

    traveller.follow("Greta Stonefield")
    traveller.look("a role")
    traveller.tick("Quernley")
    traveller.press("Save")
    traveller.see("The role is changed", "Ollerwick, Quernley")
    traveller.open(f"/people/roles/{world.roles['manager'].pk}/end/")
    traveller.press("End the role")
    traveller.see("Nobody would manage the programme on")
    traveller.look("the last manager")
