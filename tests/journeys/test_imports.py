"""Bringing partnerships in from a file with three mistakes, and correcting it by the messages alone."""

from pathlib import Path

import pytest

from partnerships.models import Partnership
from tests.factories import World
from tests.journeys.traveller import Traveller

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
GOOD = """name,area,tier,county,gss_code
Westshire Strategic Partnership,Westshire,county,,E10000999
Ashby-under-Wychwood Local Strategic Partnership,Ashby-under-Wychwood,district,Westshire,E07000998
Birdon Partnership,Birdon,district,Westshire,E07000999
"""
BAD = GOOD.replace("Ashby-under-Wychwood,district", "Ashby-under-Wychwood,parish").replace(
    "Birdon,district,Westshire,E07000999", "Birdon,district,Eastshire,E0700"
)


@pytest.fixture(autouse=True)
def media(tmp_path: Path, settings: object) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"  # type: ignore[attr-defined]


def bring(traveller: Traveller, content: str) -> None:
    """Choose the file; the browser's own window for that is the same for every hand."""
    file = {"name": "partnerships.csv", "mimeType": "text/csv", "buffer": content.encode()}
    traveller.page.get_by_label("File").set_input_files(file)  # type: ignore[arg-type]
    traveller.press("Upload and check")


def test_a_file_with_three_mistakes_is_corrected_and_imported(traveller: Traveller, world: World) -> None:
    programme = world.here.programme
    before = Partnership.objects.filter(programme=programme).count()

    traveller.window.sign_in(world.people["manager"])
    traveller.open("/imports/")
    traveller.look("imports")
    traveller.follow("Import partnerships")
    traveller.look("import-file")
    traveller.press("Upload and check")
    traveller.see("Select a file")

    bring(traveller, BAD)
    traveller.arrive("3 problems. Nothing has been imported")
    traveller.see("It says ‘parish’", "There are:", "It says ‘E0700’")
    traveller.look("import-problems")
    assert Partnership.objects.filter(programme=programme).count() == before

    traveller.press("Upload the corrected file")
    bring(traveller, GOOD)
    traveller.arrive("Check what will be imported")
    traveller.see("Ashby-under-Wychwood Local Strategic Partnership")
    traveller.look("import-preview")
    traveller.press("Import all of it")
    traveller.arrive("The file has been imported")
    traveller.look("import-result")
    assert Partnership.objects.filter(programme=programme).count() == before + 3

    traveller.open("/imports/partnerships/add/")
    bring(traveller, GOOD)
    traveller.arrive("Everything in the file is there already")
    traveller.see("There is nothing to import")
    traveller.look("import-nothing")
