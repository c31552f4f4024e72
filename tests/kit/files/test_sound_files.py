"""Every kind that the portal takes is kept, and found again as it came."""

import hashlib
import stat
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction

from kit.files.errors import Code, UploadRefused
from kit.files.models import Upload
from kit.files.rules.kinds import DATA, DOCUMENTS, IMAGES, Kind
from kit.files.services import store_upload
from tests.corpus.making import docx, odt, office, pdf, picture
from tests.factories import PersonFactory
from tests.kit.files.conftest import AT

Store = Callable[..., Upload]
SOUND = {
    "paper.pdf": (pdf(), Kind.PDF),
    "PAPER.PDF": (pdf(), Kind.PDF),
    "talk.pptx": (office("ppt/presentation.xml"), Kind.PPTX),
    "sums.xlsx": (office("xl/workbook.xml"), Kind.XLSX),
    "letter.docx": (docx({"word/embeddings/chart.xlsx": b"PK"}), Kind.DOCX),
    "letter.odt": (odt(), Kind.ODT),
    "table.csv": ("a;b\nŵ;1\n".encode("windows-1252", "replace"), Kind.CSV),
    "map.hexjson": (b'{"layout": "odd-r", "hexes": {}}', Kind.JSON),
    "Minutes 12.03.2027.txt": ("BM ŵ <b>".encode("utf-16"), Kind.TXT),
}


@pytest.mark.parametrize("name", SOUND)
def test_a_document_is_kept_byte_for_byte(name: str, store: Store, stored: Callable[[], list[Path]]) -> None:
    content, kind = SOUND[name]
    upload = store(content, name)
    (file,) = stored()
    assert (upload.name, upload.kind, upload.size, upload.scan) == (name, kind, len(content), "not-asked")
    assert file.read_bytes() == content
    assert upload.sha256 == hashlib.sha256(content).hexdigest()


def test_a_file_lies_under_a_random_name_that_only_the_portal_can_read(store: Store, media: Path) -> None:
    first, second = store(), store()
    for upload in (first, second):
        file = media / upload.stored_name
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
        assert "note" not in upload.stored_name
    assert first.stored_name != second.stored_name


def test_who_sent_it_and_when_are_kept(store: Store) -> None:
    person = PersonFactory()
    upload = store(by=person, at=AT + timedelta(days=1))
    assert (upload.uploaded_by, upload.uploaded_at) == (person, AT + timedelta(days=1))


def test_a_kind_that_this_use_does_not_take_is_refused_with_those_it_takes(store: Store) -> None:
    with pytest.raises(UploadRefused) as refused:
        store(picture(), "photo.png", allowed=frozenset({Kind.PDF, Kind.DOCX}))
    assert refused.value.code == Code.KIND_NOT_ALLOWED
    assert (refused.value.facts.found, refused.value.facts.allowed) == (Kind.PNG, ("pdf", "docx"))


def test_documents_and_images_share_no_kind() -> None:
    assert frozenset(Kind) == DOCUMENTS | IMAGES | DATA
    assert not DOCUMENTS & IMAGES


def test_a_file_at_the_limit_is_kept_and_one_byte_more_is_refused(store: Store) -> None:
    assert store(b"12345", limit=5).size == 5
    with pytest.raises(UploadRefused) as refused:
        store(b"123456", limit=5)
    assert (refused.value.code, refused.value.facts.limit) == (Code.TOO_LARGE, 5)


def test_the_setting_limits_what_names_no_limit(store: Store, settings: object) -> None:
    settings.UPLOAD_LIMIT = 3  # type: ignore[attr-defined]
    with pytest.raises(UploadRefused):
        store(b"1234")
    assert store(b"123").size == 3


def test_when_the_row_cannot_be_written_the_file_goes_too(store: Store, stored: Callable[[], list[Path]]) -> None:
    nobody = PersonFactory.build(pk=None)
    with pytest.raises((IntegrityError, ValueError)):
        store(by=nobody)
    assert (Upload.objects.count(), stored()) == (0, [])


@pytest.mark.parametrize(
    ("wrong", "constraint"),
    [
        ({"stored_name": "../../etc/passwd"}, "upload_is_stored_under_a_random_name"),
        ({"name": ""}, "upload_has_a_name"),
        ({"size": 0}, "upload_is_not_empty"),
        ({"sha256": "x"}, "upload_has_a_checksum"),
        ({"kind": "exe"}, "upload_is_of_a_known_kind"),
        ({"scan": "perhaps"}, "upload_scan_is_known"),
    ],
)
def test_the_database_refuses_a_row_that_cannot_be(wrong: dict[str, object], constraint: str, store: Store) -> None:
    upload = store()
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Upload.objects.filter(pk=upload.pk).update(**wrong)


def test_two_rows_never_share_a_file(store: Store) -> None:
    first, second = store(), store()
    with pytest.raises(IntegrityError, match="upload_is_the_only_one_of_its_file"), transaction.atomic():
        Upload.objects.filter(pk=second.pk).update(stored_name=first.stored_name)


@pytest.mark.django_db
def test_the_file_may_have_been_read_before(stored: Callable[[], list[Path]]) -> None:
    file = SimpleUploadedFile("note.txt", b"a note")
    file.read()
    upload = store_upload(file=file, by=PersonFactory(), allowed=DOCUMENTS, at=AT)
    assert (upload.size, stored()[0].read_bytes()) == (6, b"a note")
