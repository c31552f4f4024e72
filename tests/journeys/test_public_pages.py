"""What anybody sees: public pages, a page that is not there, the way past the header, another language."""

from pathlib import Path

import pytest
from pytest_django import Settings

from tests.journeys.catalogue import write_catalogue
from tests.journeys.traveller import Traveller

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
WELSH = {
    "Accessibility": "Hygyrchedd",
    "Accessibility statement": "Datganiad hygyrchedd",
    "Cookies": "Cwcis",
    "Learning to Deliver": "Dysgu Cyflawni",
    "Privacy": "Preifatrwydd",
    "Sign in": "Mewngofnodi",
    "Skip to main content": "Neidio i’r prif gynnwys",
}


def test_public_pages(traveller: Traveller) -> None:
    traveller.open("/")
    traveller.arrive("Help for local partnerships to deliver what they plan")
    traveller.look("home")
    traveller.skip_to_main()
    for link, heading in (
        ("Accessibility", "Accessibility statement"),
        ("Privacy", "Privacy notice"),
        ("Cookies", "Cookies"),
    ):
        traveller.follow(link)
        traveller.arrive(heading)
        traveller.look(heading)
    traveller.open("/no-such-page/")
    traveller.arrive("Page not found")
    traveller.look("not found")
    traveller.follow("Go to the first page")
    traveller.arrive("Help for local partnerships to deliver what they plan")
    traveller.follow("Sign in")
    traveller.follow("How to get an account")
    traveller.look("how to get an account")


def test_another_language(traveller: Traveller, settings: Settings, tmp_path: Path) -> None:
    traveller.open("/accessibility/")
    traveller.miss("Cymraeg")
    write_catalogue(tmp_path, "cy", WELSH)
    settings.LOCALE_PATHS = [tmp_path]
    settings.OFFERED_LANGUAGES = settings.LANGUAGES

    traveller.open("/accessibility/")
    traveller.look("two languages")
    traveller.press("Cymraeg")
    traveller.arrive("Datganiad hygyrchedd")
    assert traveller.page.locator("html").get_attribute("lang") == "cy"
    traveller.look("in Welsh")
    traveller.follow("Mewngofnodi")
    traveller.arrive("Mewngofnodi")
    traveller.press("English")
    traveller.arrive("Sign in")
