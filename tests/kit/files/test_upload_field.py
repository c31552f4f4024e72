"""The question that is answered with a file."""

from typing import Any

import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile

from kit.files.errors import Code, ScanRefused
from kit.files.forms import UploadField, refuse
from kit.files.rules.kinds import TABLES, Kind
from kit.files.sentences import sentence
from tests.corpus.making import pdf, picture


def asked(content: bytes | None, name: str = "a.txt", **options: Any) -> forms.Form:
    class AForm(forms.Form):
        paper = UploadField(**options)

    return AForm({}, {} if content is None else {"paper": SimpleUploadedFile(name, content)})


def test_a_sound_file_is_handed_on_from_its_start() -> None:
    content = picture()
    form = asked(content, "a.png", allowed=frozenset({Kind.PNG}))
    assert form.is_valid()
    assert form.cleaned_data["paper"].read() == content


@pytest.mark.parametrize(
    ("content", "name", "told"),
    [
        (None, "", "Select a file"),
        (b"", "a.csv", "The selected file is empty"),
        (b"x" * 2_000, "a.csv", "The selected file must be 0.000977MB or smaller"),
        (pdf(), "a.pdf", "The content of ‘a.pdf’ is PDF. Here it must be one of these: .xlsx or .csv"),
        (
            b"a,b",
            "R&D.txt",
            "The content of ‘R&amp;D.txt’ is plain text. Here it must be one of these: .xlsx or .csv",
        ),
    ],
)
def test_what_is_wrong_is_said_beside_the_field(content: bytes | None, name: str, told: str) -> None:
    form = asked(content, name, allowed=TABLES, limit=1_024)
    assert str(form.errors["paper"]).replace("<", "|").count(told) == 1


def test_the_hint_says_what_is_taken_and_how_large() -> None:
    field = UploadField(allowed=frozenset({Kind.PDF, Kind.JPEG}), limit=2 * 1024 * 1024)
    assert str(field.help_text) == "PDF or JPEG, up to 2MB"
    assert field.widget.attrs["accept"] == ".pdf,.jpg,.jpeg,.jfif"


def test_a_file_that_need_not_be_sent_may_be_left_out() -> None:
    form = asked(None, required=False)
    assert form.is_valid()
    assert form.cleaned_data["paper"] is None


def test_what_only_the_scanner_finds_is_put_beside_the_field_too() -> None:
    form = asked(picture(), "a.png", allowed=frozenset({Kind.PNG}))
    assert form.is_valid()
    refuse(form, "paper", ScanRefused(Code.INFECTED, name="a.png"))
    assert "The virus scanner found something harmful" in str(form.errors["paper"])


@pytest.mark.parametrize("code", Code)
def test_every_code_has_a_sentence_of_its_own(code: Code) -> None:
    told = {each: sentence(ScanRefused(each, name="a", found="b", allowed=("c",), limit=1)) for each in Code}
    assert told[code]
    assert list(told.values()).count(told[code]) == 1
