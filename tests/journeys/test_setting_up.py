"""A manager sets up a year from nothing with a file and words of its own, opens it, and changes its terms."""

from pathlib import Path

import pytest

from partnerships.models import Invitation, Partnership, Programme
from tests.factories import World
from tests.journeys.test_imports import bring
from tests.journeys.traveller import Traveller

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
LONG = "metropolitan borough partnership"
FILE = """name,area,short,tier,county,gss_code,delivers_laa
Hilltop and the Long Valley Strategic Partnership,Hilltop,HIL,unitary,,E06000991,yes
Upper Hills Strategic Partnership,Upper Hills,UPH,county,,E10000991,yes
Crag Partnership,Crag,CRA,borough,Upper Hills,E07000991,no
Dale Partnership,Dale,DAL,Borough,Upper Hills,E07000992,no
"""


@pytest.fixture(autouse=True)
def media(tmp_path: Path, settings: object) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"  # type: ignore[attr-defined]


def test_a_year_from_nothing_to_open(traveller: Traveller, world: World) -> None:
    traveller.window.sign_in(world.people["manager"])
    begin(traveller)
    programme = Programme.objects.get(key="hill-country-2027")
    say_words_and_rates(traveller)
    say_rules_and_money(traveller)
    say_dates_and_limits(traveller)
    bring_partnerships(traveller, programme)
    name_a_deputy(traveller, programme)
    open_the_year(traveller)
    see_map_and_table(traveller)
    change_the_terms(traveller)
    assert programme.terms.count() == 2


def fill_date(traveller: Traveller, group: str, day: str, month: str, year: str) -> None:
    for box, typed in {"Day": day, "Month": month, "Year": year}.items():
        traveller.fill(box, typed, group=group)


def begin(traveller: Traveller) -> None:
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


def say_words_and_rates(traveller: Traveller) -> None:
    traveller.follow("Words for partnerships and tiers")
    for noun, one, many in (("partnership", LONG, f"{LONG}s"), ("district", "borough", "boroughs")):
        traveller.fill("Word for one (optional)", one, group=f"Your words for ‘{noun}’")
        traveller.fill("Word for more than one (optional)", many, group=f"Your words for ‘{noun}’")
    traveller.press("Save and continue")
    traveller.arrive("Rates")
    traveller.fill("Offer to each unitary authority (optional)", "19,600.001")
    traveller.press("Save and continue")
    traveller.look("rates with mistakes")
    traveller.see("must be in pounds and whole pence")
    for each, many, offer in (
        ("unitary authority", "Unitary authorities", "£19,600"),
        ("county", "Counties", "6300"),
        ("borough", "Boroughs", "6,300.00"),
    ):
        traveller.fill(f"Offer to each {each} (optional)", offer)
        traveller.fill("Who decided this, and where (optional)", "Board minute 4", group=many)
    traveller.press("Save and continue")


def say_rules_and_money(traveller: Traveller) -> None:
    traveller.arrive("Grant rules")
    traveller.look("grant rules")
    traveller.choose("How many boroughs must have a project before their county meets its condition?", "At least half")
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


def say_dates_and_limits(traveller: Traveller) -> None:
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


def bring_partnerships(traveller: Traveller, programme: Programme) -> None:
    """From a file whose districts are called what this region calls them."""
    traveller.arrive("Metropolitan borough partnerships")
    traveller.look("no partnerships")
    traveller.follow("Import from a file")
    bring(traveller, FILE)
    traveller.arrive("Check what will be imported")
    traveller.press("Import all of it")
    traveller.arrive("The file has been imported")
    assert Partnership.objects.filter(programme=programme).count() == 4
    traveller.press("Go on setting up the year")
    traveller.arrive("Set up Learning in the Hills")
    traveller.open(f"/years/{programme.key}/set-up/partnerships/")
    traveller.see("Boroughs")
    traveller.look("partnerships")
    traveller.press("Continue")
    traveller.arrive("Map")
    traveller.follow("Skip for now")


def name_a_deputy(traveller: Traveller, programme: Programme) -> None:
    traveller.arrive("Deputy programme manager")
    traveller.look("no deputy")
    traveller.follow("Invite a deputy")
    traveller.arrive("Invite somebody as deputy programme manager")
    traveller.fill("Full name", "Rowena Slatebridge")
    traveller.fill("Email address", "rowena@quarry.example")
    traveller.press("Send the invitation")
    traveller.see("The invitation is sent to rowena@quarry.example")
    assert Invitation.objects.get(programme=programme).is_deputy
    traveller.open(f"/years/{programme.key}/set-up/deputy/")
    traveller.see("Rowena Slatebridge")
    traveller.look("a deputy is invited")
    traveller.press("Continue")


def open_the_year(traveller: Traveller) -> None:
    traveller.arrive("Check your answers")
    traveller.see("At least half", LONG, "30 June 2027", "Rowena Slatebridge")
    traveller.look("answers")
    traveller.press("Open the year")
    traveller.arrive("Learning in the Hills")
    traveller.see("is open", "Version 1, in force since")
    traveller.look("open")


def see_map_and_table(traveller: Traveller) -> None:
    """Tiles by county where there is no map: as many as the table has."""
    traveller.open("/region/?show=tier")
    traveller.see("2 Boroughs", "1 County", "1 Unitary authority")
    traveller.look("tiles by county")
    traveller.follow("2 boroughs")
    traveller.see("2 metropolitan borough partnerships", "Crag Partnership", "Dale Partnership")


def change_the_terms(traveller: Traveller) -> None:
    traveller.open("/years/hill-country-2027/")
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
