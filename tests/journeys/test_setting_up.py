"""The whole way: a year in own words, a file put right by its messages, and a representative who accepts."""

from datetime import date
from pathlib import Path

import pytest
from django.utils import timezone

from partnerships.models import Invitation, Partnership, Programme, Role
from tests.factories import World
from tests.journeys.test_imports import bring
from tests.journeys.traveller import Traveller
from tests.partnerships.people.conftest import link_in_the_mail_that_goes

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
LONG = "metropolitan borough partnership"
FILE = """name,area,short,tier,county,gss_code,delivers_laa
Hilltop and the Long Valley Strategic Partnership,Hilltop,HIL,unitary,,E06000991,yes
Upper Hills Strategic Partnership,Upper Hills,UPH,county,,E10000991,yes
Crag Partnership,Crag,CRA,borough,Upper Hills,E07000991,no
Dale Partnership,Dale,DAL,Borough,Upper Hills,E07000992,no
"""
WITH_MISTAKES = FILE.replace("Crag,CRA,borough", "Crag,CRA,parish").replace(
    "Upper Hills,E07000992", "Lower Hills,E0700"
)
HILLTOP = "Hilltop and the Long Valley Strategic Partnership"


def this_april() -> int:
    """The calendar year in which the year that runs today began: roles in it are held at once."""
    today = timezone.localdate()
    return today.year if today >= date(today.year, 4, 1) else today.year - 1


BEGINS = this_april()
ENDS, KEY = BEGINS + 1, f"hill-country-{BEGINS}"


@pytest.fixture(autouse=True)
def media(tmp_path: Path, settings: object) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"  # type: ignore[attr-defined]


def test_a_year_from_nothing_to_open(traveller: Traveller, world: World) -> None:
    traveller.window.sign_in(world.people["manager"])
    begin(traveller)
    programme = Programme.objects.get(key=KEY)
    say_words_and_rates(traveller)
    say_rules_and_money(traveller)
    say_dates_and_limits(traveller)
    bring_partnerships(traveller, programme)
    name_a_deputy(traveller, programme)
    open_the_year(traveller)
    see_map_and_table(traveller)
    change_the_terms(traveller)
    assert programme.terms.count() == 2
    invite_a_representative(traveller)
    accept_as_the_representative(traveller, link_in_the_mail_that_goes())
    assert Role.objects.get(person__email="aled@hilltop.example").partnership.name == HILLTOP


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
    fill_date(traveller, "First day", "1", "4", f"{BEGINS}")
    fill_date(traveller, "Last day", "31", "3", f"{BEGINS}")
    traveller.press("Save and continue")
    traveller.look("a year that ends before it begins")
    traveller.see("The last day must be after the first day")
    traveller.fill("Year", f"{ENDS}", group="Last day")
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
    fill_date(traveller, "Projects submitted (optional)", "1", "4", f"{ENDS}")
    traveller.press("Save and continue")
    traveller.look("a date outside the year")
    traveller.see(f"must be the same as or before 31 March {ENDS}")
    fill_date(traveller, "Projects submitted (optional)", "30", "6", f"{BEGINS}")
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
    bring(traveller, WITH_MISTAKES)
    traveller.arrive("3 problems. Nothing has been imported")
    traveller.see("It says ‘parish’", "There are:", "It says ‘E0700’")
    traveller.press("Upload the corrected file")
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
    traveller.see("At least half", LONG, f"30 June {BEGINS}", "Rowena Slatebridge")
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
    traveller.open(f"/years/{KEY}/")
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


def invite_a_representative(traveller: Traveller) -> None:
    traveller.open("/people/invite/?kind=representative")
    traveller.pick(LONG.capitalize(), HILLTOP)
    traveller.fill("Full name", "Aled Thornybank")
    traveller.fill("Email address", "aled@hilltop.example")
    traveller.press("Send the invitation")
    traveller.see("The invitation is sent to aled@hilltop.example")
    traveller.page.context.clear_cookies()


def accept_as_the_representative(traveller: Traveller, link: str) -> None:
    """Somebody new, who has only the email."""
    traveller.open(link)
    traveller.arrive("You are invited as representative")
    traveller.see(HILLTOP, "Learning in the Hills")
    traveller.press("Accept the invitation")
    traveller.see("You are representative in Learning in the Hills", HILLTOP, "Name a representative and a champion")
    traveller.look("the representative's home")
