"""Files: what may be sent is said before, what is wrong after, and a lost choice is mentioned."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from kit.govuk_ui import forms
from kit.govuk_ui.forms.files import size_in_words
from tests.kit.govuk_ui.forms.reading import control, described, links, parsed

KINDS = {"csv": "a CSV file", "xlsx": "an Excel file", "xls": "an Excel file"}


class PaperForm(forms.Form):
    title = forms.TextField(what="a title")
    paper = forms.FileField(
        kinds={"csv": "a CSV file", "xlsx": "an Excel file", "xls": "an Excel file"}, most_bytes=2048
    )


def sent(name: str = "paper.csv", content: bytes = b"a,b\n", title: str = "x") -> PaperForm:
    return PaperForm({"title": title}, {"paper": SimpleUploadedFile(name, content)})


def test_kinds_and_size_are_said_before() -> None:
    page = parsed(PaperForm())

    paper = control(page, "paper")
    assert described(page, paper) == "A CSV file or an Excel file, up to 2KB"
    assert paper.get("accept") == ".csv,.xlsx,.xls"


def test_without_kinds_any_file_may_be_chosen() -> None:
    class AnyForm(forms.Form):
        any = forms.FileField(most_bytes=5 * 1024 * 1024)

    page = parsed(AnyForm())

    assert described(page, control(page, "any")) == "Up to 5MB"
    assert control(page, "any").get("accept") is None


def test_a_file_that_fits_is_taken() -> None:
    assert sent("PAPER.CSV", b"x" * 2048).is_valid()


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("paper.pdf", b"a", "The selected file must be a CSV file or an Excel file"),
        ("paper", b"a", "The selected file must be a CSV file or an Excel file"),
        ("paper.csv.exe", b"a", "The selected file must be a CSV file or an Excel file"),
        ("paper.csv", b"x" * 2049, "The selected file must be 2KB or smaller"),
        ("paper.csv", b"", "The selected file is empty"),
    ],
)
def test_a_file_that_does_not_fit_is_refused_in_words(name: str, content: bytes, said: str) -> None:
    assert sent(name, content).errors["paper"] == [said]


def test_a_missing_file_is_asked_for() -> None:
    assert links(parsed(PaperForm({"title": "x"}))) == [("Select a file", "#id_paper")]


def test_a_file_that_came_with_mistakes_elsewhere_must_be_chosen_again() -> None:
    page = parsed(sent("minutes <4>.csv", title=""))

    assert "You chose ‘minutes <4>.csv’. Choose it again" in described(page, control(page, "paper"))


def test_a_file_that_is_itself_wrong_is_not_called_lost() -> None:
    page = parsed(sent("paper.pdf"))

    assert "Choose it again" not in described(page, control(page, "paper"))


@pytest.mark.parametrize(
    ("size", "words"), [(10, "1KB"), (2048, "2KB"), (1024 * 1024, "1MB"), (2_621_440, "2.5MB"), (10_485_760, "10MB")]
)
def test_sizes_are_said_as_people_say_them(size: int, words: str) -> None:
    assert size_in_words(size) == words
