"""Finding a partnership, reading it, and correcting its entry, alone and two at once."""

import pytest
from django.test import Client

from partnerships.models import Partnership
from tests.factories import World
from tests.journeys.traveller import Traveller

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
LONG = "Ollerwick and the Villages of the Upper Valley Local Strategic Partnership"


def test_a_champion_finds_their_partnership_and_reads_it(traveller: Traveller, world: World) -> None:
    Partnership.objects.filter(pk=world.own.pk).update(name=LONG, gss_code="E00000001", population=98_700)
    traveller.window.sign_in(world.people["champion"])
    traveller.open("/search/")
    traveller.look("nothing asked for yet")
    traveller.fill("Words to search for", "no such place")
    traveller.press("Find")
    traveller.see("Nothing is called “no such place”")
    traveller.look("nothing found")
    traveller.fill("Words to search for", "UPPER valley ollerwick")
    traveller.press("Find")
    traveller.look("found")
    traveller.follow(LONG)
    traveller.arrive(LONG)
    traveller.see("E00000001", "98,700", "Anselm Furrow")
    traveller.look("a partnership")
    traveller.open(f"/partnerships/{world.here.county.pk}/locality/")
    traveller.arrive("Thessershire")
    traveller.look("a county")


def test_a_manager_finds_and_corrects_an_entry(traveller: Traveller, world: World) -> None:
    traveller.window.sign_in(world.people["manager"])
    traveller.open("/partnerships/?q=pimbrook")
    traveller.see("1 partnership")
    traveller.look("the directory, narrowed")
    traveller.follow("Pimbrook Partnership")
    traveller.press("Change this entry")
    traveller.look("an entry to change")
    traveller.fill("GSS code (optional)", "E12")
    traveller.fill("Name", "Pimbrook Together")
    traveller.press("Save")
    traveller.look("a mistake")
    traveller.mend("GSS code must be a letter and 8 digits, like E00000001", "GSS code (optional)")
    traveller.holds("Name", "Pimbrook Together")
    traveller.fill("GSS code (optional)", "E00000012")
    traveller.press("Save")
    traveller.arrive("Pimbrook Together")
    traveller.see("The entry is saved", "E00000012")
    traveller.open("/trail/")
    traveller.see("Changed the entry of Pimbrook Together")
    traveller.look("the audit trail")


def test_two_people_change_one_entry_at_once(traveller: Traveller, world: World) -> None:
    traveller.window.sign_in(world.people["manager"])
    traveller.open(f"/partnerships/{world.own.pk}/change/")
    colleague = Client()
    colleague.force_login(world.people["representative"])
    colleague.post(f"/partnerships/{world.own.pk}/change/", {"name": "By Odile", "short": "", "version": "1"})
    traveller.fill("Name", "By Ines")
    traveller.press("Save")
    traveller.see("Odile Marchbank changed this while you were working on it", "By Odile")
    traveller.holds("Name", "By Ines")
    traveller.look("changed meanwhile")
    traveller.press("Save")
    traveller.arrive("By Ines")
