"""Signing in: with a second step, and by a code in an email."""

import pytest

from accounts.models import Person
from tests.accounts.conftest import code_in_last_mail
from tests.factories import PASSWORD, PersonFactory, RoleFactory, World, code_of
from tests.journeys.traveller import Traveller

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
LONG_NAME = "Wilhelmina Featherstonehaugh-Cholmondeley"


def new_manager(world: World) -> Person:
    """A manager who has never set up a second step, which the role asks for."""
    person = PersonFactory(with_password=True, name=LONG_NAME, email="wilhelmina@marlvale.example")
    RoleFactory(manager=True, person=person, programme=world.here.programme, second_step=False)
    return person


def give_password(traveller: Traveller, person: Person) -> None:
    traveller.open("/account/sign-in/")
    traveller.fill("Email address", person.email)
    traveller.fill("Password", PASSWORD)
    traveller.press("Sign in")


def sign_out(traveller: Traveller) -> None:
    traveller.follow("Account")
    traveller.press("Sign out")
    traveller.see("You have signed out")


def set_up(traveller: Traveller) -> tuple[str, str]:
    """The authenticator app, with a wrong code first; its seed, and a recovery code."""
    traveller.arrive("Set up an authenticator app")
    traveller.look("set up")
    traveller.unfold("I cannot scan the picture")
    seed = traveller.read("details strong")[0].replace(" ", "")
    traveller.look("key to type")
    traveller.fill("6-digit code from the app", "000000")
    traveller.press("Continue")
    traveller.told("6-digit code from the app", "The code is not right")
    traveller.look("wrong code")
    traveller.fill("6-digit code from the app", code_of(seed))
    traveller.press("Continue")
    traveller.arrive("Save your recovery codes")
    traveller.look("recovery codes")
    recovery = traveller.read("main ol strong")[0]
    traveller.press("I have saved them")
    return seed, recovery


def test_signing_in_with_a_second_step(traveller: Traveller, world: World) -> None:
    person = new_manager(world)
    home = "1 of 9 partnerships has named everybody"

    give_password(traveller, person)
    traveller.arrive("Set up an authenticator app")
    traveller.open("/home/")
    seed, recovery = set_up(traveller)
    traveller.arrive(home)
    traveller.look("home")

    sign_out(traveller)
    traveller.look("signed out")
    give_password(traveller, person)
    traveller.arrive("Enter the code from your app")
    traveller.look("second step")
    traveller.fill("Code", code_of(seed, later=1))
    traveller.press("Continue")
    traveller.arrive(home)

    sign_out(traveller)
    give_password(traveller, person)
    traveller.unfold("I do not have my phone with me")
    traveller.look("no phone")
    traveller.fill("Code", recovery)
    traveller.press("Continue")
    traveller.arrive(home)
    traveller.follow("Account")
    traveller.follow("Change (Second step)")
    traveller.see("9 left")
    traveller.look("second step of the account")


def test_a_wrong_password(traveller: Traveller, world: World) -> None:
    person = PersonFactory(with_password=True, name=LONG_NAME)

    traveller.open("/account/sign-in/")
    traveller.look("sign in")
    traveller.fill("Email address", person.email)
    traveller.fill("Password", "not the password")
    traveller.press("Sign in")
    traveller.told("Password", "The email address or password is not right")
    traveller.holds("Email address", person.email)
    traveller.look("wrong password")
    traveller.mend("The email address or password is not right", "Password")
    traveller.fill("Password", PASSWORD)
    traveller.press("Sign in")
    traveller.follow("Account")
    traveller.see(LONG_NAME, "1 device")
    traveller.look("account")


def test_signing_in_by_a_code(traveller: Traveller, world: World) -> None:
    person = world.people["representative"]

    traveller.open("/account/sign-in/")
    traveller.follow("Get a code by email instead")
    traveller.look("get a code")
    traveller.fill("Email address", person.email)
    traveller.press("Send the code")
    traveller.arrive("Check your email")
    traveller.see(person.email)
    traveller.look("check your email")
    code = code_in_last_mail()
    traveller.fill("6-digit code", "12345")
    traveller.press("Continue")
    traveller.told("6-digit code", "The code is 6 digits. Enter all of them")
    traveller.fill("6-digit code", "000000" if code != "000000" else "000001")
    traveller.press("Continue")
    traveller.told("6-digit code", "The code is not right")
    traveller.see(person.email)
    traveller.look("wrong code")
    traveller.mend("The code is not right. Check the code and enter it again", "6-digit code")
    traveller.fill("6-digit code", code)
    traveller.press("Continue")

    traveller.arrive("Everybody is named in your partnership")
    traveller.see(world.own.name)
    traveller.look("home")
