"""A manager keeps the contacts right: adds somebody, checks who has gone unchecked, makes two entries one."""

from datetime import date

import pytest
from django.utils import timezone

from partnerships.models import Contact
from tests.factories import World
from tests.factories.contacts import ConsentWordingFactory, ContactFactory
from tests.journeys.traveller import Traveller

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
LONG = "Llewellyn Featherstonehaugh-Cholmondeley"
ADDRESS = "llewellyn.featherstonehaugh-cholmondeley@ollerwick-local-strategic-partnership.example"


def test_keeping_contacts_right(traveller: Traveller, world: World) -> None:
    own = world.own
    own.name = "Ollerwick and the Villages of the Upper Valley Local Strategic Partnership"
    own.save()
    wording = ConsentWordingFactory(programme=world.here.programme, text="You may write to me about the programme.")
    old = ContactFactory(partnership=own, name=LONG, email=ADDRESS, phone="", checked_on=date(2024, 3, 1))

    traveller.window.sign_in(world.people["manager"])
    check_what_is_stale(traveller)
    add_somebody_known(traveller, own.name, wording.text)
    merge_the_two(traveller)

    merged = Contact.objects.get()
    assert (merged.pk, merged.name, merged.topics) == (old.pk, LONG, ["housing", "older people"])
    assert (merged.consent_wording, merged.checked_on) == (wording, timezone.localdate())


def check_what_is_stale(traveller: Traveller) -> None:
    traveller.open("/contacts/")
    traveller.arrive("Contacts")
    traveller.look("contacts")
    traveller.follow("1 to check")
    traveller.arrive("Contacts to check")
    traveller.look("to check")
    traveller.press("Still right today")
    traveller.see("Tick the contacts that are still right")
    traveller.look("nobody ticked")
    traveller.tick(LONG)
    traveller.press("Still right today")
    traveller.see("1 contact is still right today", "Every contact is checked")
    traveller.look("all checked")


def add_somebody_known(traveller: Traveller, place: str, wording: str) -> None:
    traveller.open("/contacts/")
    traveller.press("Add a contact")
    traveller.arrive("Add a contact")
    traveller.look("adding")
    traveller.fill("Full name", "Llew Cholmondeley")
    traveller.pick("Partnership", place)
    traveller.fill("Email address (optional)", ADDRESS)
    traveller.fill("Phone number (optional)", "01632 960001")
    traveller.fill("Topics they want to hear about (optional)", "housing; older people")
    traveller.choose("Have they agreed to hear from the programme?", "Yes")
    traveller.press("Save")
    traveller.look("mistakes")
    traveller.choose("What did they agree to?", wording)
    for box, typed in {"Day": "2", "Month": "4", "Year": "2026"}.items():
        traveller.fill(box, typed, group="When did they agree?")
    traveller.choose("How did they agree?", "By phone")
    traveller.press("Save")
    traveller.see(f"There is a contact with this address: {LONG}", "Already there:")
    traveller.holds("Phone number (optional)", "01632 960001")
    traveller.look("the same address")
    assert Contact.objects.count() == 1
    traveller.press("Save anyway")
    traveller.arrive("Llew Cholmondeley")
    traveller.see("Llew Cholmondeley is added", wording)
    traveller.look("a person")


def merge_the_two(traveller: Traveller) -> None:
    traveller.open("/contacts/duplicates/")
    traveller.look("duplicates")
    traveller.follow(f"Compare 2 contacts: {LONG}")
    traveller.arrive("Make these 2 contacts one")
    traveller.look("compared")
    traveller.choose("Full name", "Llew Cholmondeley")
    traveller.press("Look at the outcome")
    traveller.arrive("Check the merged contact")
    traveller.look("the outcome")
    traveller.press("Choose again")
    traveller.choose("Full name", LONG)
    traveller.press("Look at the outcome")
    traveller.press("Merge")
    traveller.arrive(LONG)
    traveller.see("2 contacts are one now", "01632 960001")
    traveller.look("merged")
