"""`manage.py import_partnerships` and its fellows, as an operator runs them."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from audit.models import Entry
from partnerships.models import Contact, Invitation, Partnership
from tests.factories import ProgrammeFactory

pytestmark = pytest.mark.django_db
GOOD = "name,area,tier,county\nWestshire County,Westshire,county,\nAshby,Ashby,district,Westshire\n"
BAD = GOOD.replace("district", "distric") + "Birdon,Birdon,district,Eastshire\n"


def run(path: Path, *options: str, command: str = "import_partnerships") -> tuple[str, str]:
    out, err = StringIO(), StringIO()
    try:
        call_command(command, str(path), "--programme", "north", *options, stdout=out, stderr=err)
    except CommandError as error:
        err.write(str(error))
    return out.getvalue(), err.getvalue()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    ProgrammeFactory(key="north")
    path = tmp_path / "partnerships.csv"
    path.write_text(GOOD, encoding="utf-8")
    return path


def test_a_file_is_imported_and_counted(file: Path) -> None:
    out, err = run(file)
    assert out.startswith("2 were made, 0 were changed, 0 are as the file says, 0 are not in the file")
    assert err == ""
    assert Partnership.objects.get(area="Ashby").county == Partnership.objects.get(area="Westshire")


def test_a_dry_run_says_the_same_and_does_nothing(file: Path) -> None:
    out, _ = run(file, "--dry-run")
    assert out.startswith("2 would be made")
    assert not Partnership.objects.exists()
    assert not Entry.objects.exists()


def test_the_same_file_again_says_that_nothing_has_changed(file: Path) -> None:
    run(file)
    out, _ = run(file)
    assert out.endswith("Everything in the file is there already. Nothing has changed.\n")


def test_every_problem_is_named_by_line_and_column_and_nothing_is_imported(file: Path) -> None:
    file.write_text(BAD, encoding="utf-8")
    out, err = run(file)
    assert out == ""
    assert err.splitlines() == [
        "Line 3: ‘tier’ must be one of: metropolitan district, unitary authority, county, district. It says ‘distric’.",
        "Line 4: ‘county’ says ‘Eastshire’, and there is no county with that area in the file or in the portal."
        " There are: Westshire.",
        "2 problems. Nothing has been imported.",
    ]
    assert not Partnership.objects.exists()


def test_a_file_that_is_not_there_is_said_in_words(file: Path) -> None:
    _, err = run(file.with_name("other.csv"))
    assert err == f"{file.with_name('other.csv')} cannot be read: No such file or directory."


def test_a_programme_that_is_not_there_is_said_in_words(file: Path) -> None:
    with pytest.raises(CommandError, match="There is no programme south"):
        call_command("import_partnerships", str(file), "--programme", "south")


FELLOWS = {
    "import_people": (Invitation, "role,name,email\nevaluator,Ada,ada@region.example\n"),
    "import_contacts": (Contact, "name,email\nAda,ada@region.example\n"),
}


@pytest.mark.parametrize("command", FELLOWS)
def test_people_and_contacts_are_imported_likewise(command: str, file: Path) -> None:
    model, content = FELLOWS[command]
    file.write_text(content, encoding="utf-8")
    assert run(file, "--dry-run", command=command)[0].startswith("1 would be made")
    assert not model.objects.exists()
    assert run(file, command=command)[0].startswith("1 were made")
    assert model.objects.get().email == "ada@region.example"
    assert run(file, command=command)[0].endswith("Nothing has changed.\n")
    file.write_text(content.replace("@", ""), encoding="utf-8")
    assert run(file, command=command)[1].endswith("1 problem. Nothing has been imported.")


def test_of_many_problems_the_first_are_told_and_that_there_may_be_more(file: Path) -> None:
    file.write_text("name,area,tier\n" + "A,B,distric\n" * 300, encoding="utf-8")
    _, err = run(file)
    assert len(err.splitlines()) == 201
    assert err.endswith("Only the first 200 problems are shown. Nothing has been imported.")
