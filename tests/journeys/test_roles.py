"""Acting in one role or another, and in none."""

from datetime import date

import pytest

from partnerships.models import Role
from tests.factories import NO_ROLE, PASSWORD, PersonFactory, RoleFactory, World
from tests.journeys.traveller import Traveller

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
YESTERDAY = date(2021, 1, 1)


def test_switching_between_two_roles(traveller: Traveller, world: World) -> None:
    person = PersonFactory(with_password=True, name="Freya Featherstonehaugh")
    own = world.own
    own.name = "Ollerwick and the Villages of the Upper Valley Local Strategic Partnership"
    own.save()
    RoleFactory(adviser=True, person=person, programme=world.here.programme, assigned=[own, world.elsewhere])
    representative = RoleFactory(representative=True, person=person, partnership=own)

    traveller.window.sign_in(person)
    traveller.open("/home/")
    traveller.arrive("1 of your 2 partnerships has named everybody")
    traveller.look("as an adviser")
    traveller.unfold("Adviser")
    traveller.look("roles to choose from")
    traveller.press(f"Act as: Representative {own.name}, 2026 to 2099")
    traveller.arrive("Everybody is named in your partnership")
    traveller.see(own.name)
    traveller.see("You now act as representative")
    traveller.look("as a representative")

    Role.objects.filter(pk=representative.pk).update(until=YESTERDAY)
    traveller.open("/home/")
    traveller.arrive("1 of your 2 partnerships has named everybody")
    traveller.miss("Act as:")
    traveller.look("one role left")


def test_without_a_role(traveller: Traveller, world: World) -> None:
    person = world.people[NO_ROLE]
    person.set_password(PASSWORD)
    person.save()

    traveller.open("/home/")
    traveller.arrive("Sign in")
    traveller.fill("Email address", person.email)
    traveller.fill("Password", PASSWORD)
    traveller.press("Sign in")
    traveller.arrive("You have no role at the moment")
    traveller.look("home without a role")
    traveller.follow("Account")
    traveller.see(person.email)
