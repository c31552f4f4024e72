"""Every bad file gets a sentence beside the field, and nothing of it stays: no row, no file, nothing in between."""

import tempfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from kit.files.errors import UploadRefused
from kit.files.models import Upload
from kit.files.rules.kinds import Kind
from kit.files.sentences import sentence
from kit.files.services import store_upload
from tests.corpus.bad_files import BAD_FILES, BadFile
from tests.factories import PersonFactory
from tests.kit.files.conftest import AT

ALL = frozenset(Kind)


class NamedBytes(BytesIO):
    """A file whose name nobody has cleaned on the way."""

    def __init__(self, name: str, content: bytes):
        super().__init__(content)
        self.name = name


@pytest.mark.django_db
@pytest.mark.parametrize("bad", BAD_FILES, ids=str)
def test_the_service_refuses_for_the_reason_and_keeps_nothing(bad: BadFile, stored: Callable[[], list[Path]]) -> None:
    with pytest.raises(UploadRefused) as refused:
        store_upload(file=NamedBytes(bad.name, bad.content), by=PersonFactory(), allowed=ALL, at=AT)
    assert refused.value.code == bad.code
    assert (Upload.objects.count(), stored()) == (0, [])


@pytest.mark.django_db
@pytest.mark.urls("tests.kit.files.urls")
@pytest.mark.parametrize("bad", BAD_FILES, ids=str)
def test_the_page_says_why_and_keeps_what_was_typed(
    bad: BadFile, client: Client, stored: Callable[[], list[Path]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    between = tmp_path / "between"
    between.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(between))
    client.force_login(PersonFactory())
    response = client.post("/send", {"title": "Minutes", "paper": SimpleUploadedFile(bad.name, bad.content)})
    page = response.content.decode()
    assert response.status_code == 200
    assert page.count("govuk-error-message") == 1
    assert "&amp;" not in page.replace("R&amp;D", "")
    assert 'value="Minutes"' in page
    assert (Upload.objects.count(), stored(), list(between.iterdir())) == (0, [], [])


@pytest.mark.parametrize("bad", BAD_FILES, ids=str)
def test_the_sentence_is_whole_and_shows_no_markup(bad: BadFile) -> None:
    told = sentence(UploadRefused(bad.code, name="<b>.exe", found="EXE", allowed=("pdf", "docx"), limit=2_000_000))
    assert len(told) > 20
    assert "<b>" not in told
    assert not told.endswith(".")
