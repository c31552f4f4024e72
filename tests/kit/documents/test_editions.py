"""An unchanged page is served from the file already made; a changed one is made by a worker after commit."""

import hashlib
import json
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
import redis
from celery import current_app
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from kit.documents.errors import DocumentRefused, NotMadeYet, TooLarge, words_for
from kit.documents.models import Edition
from kit.documents.request import Limits
from kit.documents.selectors import latest_edition
from kit.documents.services import MAKE_PDF, make_edition, make_file, sweep
from kit.documents.serving import serve_edition
from kit.documents.structure import describe
from kit.documents.tasks import make_pdf
from tests.factories.people import PersonFactory
from tests.kit.documents.samples import AT, page

pytestmark = pytest.mark.django_db
LATER = AT + timedelta(minutes=5)


@pytest.fixture(autouse=True)
def media(settings, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


class Bells:
    """What waits in the broker for a worker."""

    def __init__(self, url: str) -> None:
        self.broker = redis.Redis.from_url(url)
        self.broker.delete("celery")

    def rung(self) -> list[tuple[str, str]]:
        headers = [json.loads(message)["headers"] for message in self.broker.lrange("celery", 0, -1)]
        return [(header["task"], header["argsrepr"]) for header in headers]


@pytest.fixture
def bells(settings) -> Iterator[Bells]:
    waiting = Bells(settings.CELERY_BROKER_URL)
    yield waiting
    waiting.broker.close()


def asked(html: str | None = None, **changes: object) -> Edition:
    given = {"kind": "proof-sheet", "subject": "12", "title": "Proof sheet", "author": "Programme team"}
    return make_edition(**{**given, "html": html or page("<p>One"), "at": AT, "by": None, **changes})


def made(html: str | None = None, **changes: object) -> Edition:
    edition = asked(html, **changes)
    make_file(edition_id=edition.pk, at=LATER)
    edition.refresh_from_db()
    return edition


def read(edition: Edition) -> bytes:
    with edition.file.open("rb") as file:
        return file.read()


def test_a_new_page_waits_and_a_worker_is_rung_for_after_commit(bells: Bells, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        edition = asked()
        assert bells.rung() == []

    assert (edition.state, edition.pages) == (Edition.State.WAITING, 0)
    assert bells.rung() == [(MAKE_PDF, f"[{edition.pk}]")]


def test_a_bell_that_nobody_heard_is_rung_again_while_the_edition_waits(bells: Bells):
    edition = asked()
    assert sweep(at=AT + timedelta(minutes=5)) == 0
    assert sweep(at=AT + timedelta(minutes=6)) == 1
    assert bells.rung() == [(MAKE_PDF, f"[{edition.pk}]")]
    make_file(edition_id=edition.pk, at=LATER)
    assert sweep(at=AT + timedelta(minutes=6)) == 0


def test_the_task_has_the_name_that_is_rung_for():
    assert current_app.tasks[MAKE_PDF].name == make_pdf.name == "kit.documents.make_pdf"


def test_the_worker_keeps_the_file_its_hash_and_its_pages(media: Path):
    edition = made()
    pdf = read(edition)

    assert (edition.state, edition.pages, edition.made_at, edition.html) == (Edition.State.MADE, 1, LATER, "")
    assert edition.file_hash == hashlib.sha256(pdf).hexdigest()
    assert media / edition.file.name in media.rglob("*.pdf")
    assert describe(pdf).title == "Proof sheet"


def test_the_task_makes_the_file():
    edition = asked()
    make_pdf(edition.pk)
    edition.refresh_from_db()

    assert edition.state == Edition.State.MADE


def test_an_unchanged_page_is_the_edition_already_made(bells: Bells, django_capture_on_commit_callbacks):
    first = made()
    with django_capture_on_commit_callbacks(execute=True):
        second = asked(at=LATER, by=PersonFactory())

    assert second.pk == first.pk
    assert second.asked_at == AT
    assert bells.rung() == []


@pytest.mark.parametrize(
    "change",
    [{"html": page("<p>Two")}, {"title": "Other"}, {"author": "Other"}, {"subject": "13"}, {"kind": "board-paper"}],
    ids=lambda change: next(iter(change)),
)
def test_any_change_is_another_edition(change: dict):
    assert asked(**change).pk != asked().pk


def test_who_asked_is_kept():
    person = PersonFactory()

    assert asked(by=person).asked_by == person


def test_a_page_that_cannot_be_made_keeps_its_reason_and_is_tried_again_when_asked_for_again():
    edition = asked()
    make_file(edition_id=edition.pk, at=LATER, limits=Limits(html=10))
    edition.refresh_from_db()
    assert (edition.state, edition.refusal) == (Edition.State.REFUSED, "too-large")

    again = made()
    assert (again.pk, again.state, again.refusal) == (edition.pk, Edition.State.MADE, "")


def test_a_lost_file_is_made_again_with_the_same_bytes():
    edition = made()
    before = edition.file_hash
    edition.file.storage.delete(edition.file.name)

    again = made()

    assert (again.pk, again.file_hash) == (edition.pk, before)
    assert hashlib.sha256(read(again)).hexdigest() == before


def test_a_second_worker_changes_nothing(media: Path):
    edition = made()
    make_file(edition_id=edition.pk, at=LATER + timedelta(hours=1))
    edition.refresh_from_db()

    assert edition.made_at == LATER
    assert len(list(media.rglob("*.pdf"))) == 1


def test_two_editions_with_the_same_bytes_share_one_file(media: Path):
    assert made(subject="12").file.name == made(subject="13").file.name
    assert len(list(media.rglob("*.pdf"))) == 1


def test_a_file_is_served_as_an_attachment_that_nobody_caches():
    edition = made()
    response = serve_edition(edition)

    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"] == 'attachment; filename="proof-sheet-2027-03-27.pdf"'
    assert response["Cache-Control"] == "private, no-store"
    assert b"".join(response) == read(edition)


def test_a_title_without_letters_still_gives_a_file_name():
    response = serve_edition(made(title="…"))

    assert response["Content-Disposition"] == 'attachment; filename="proof-sheet-2027-03-27.pdf"'
    response.close()


def test_an_edition_that_is_not_made_is_not_served():
    with pytest.raises(NotMadeYet):
        serve_edition(asked())


def test_the_latest_edition_is_the_newest_that_was_made_of_that_document():
    assert latest_edition("proof-sheet", "12") is None
    made()
    newer = made(page("<p>Two"), at=LATER)
    asked(page("<p>Three"), at=LATER + timedelta(days=1))
    made(page("<p>Four"), at=LATER + timedelta(days=1), subject="13")

    assert latest_edition("proof-sheet", "12") == newer


def test_the_latest_edition_is_found_without_reading_its_page():
    made()
    with CaptureQueriesContext(
        connection,
    ) as queries:
        latest_edition("proof-sheet", "12")

    assert len(queries) == 1
    assert '"html"' not in queries[0]["sql"]


@pytest.mark.parametrize(
    ("values", "name"),
    [
        ({"state": "made", "html": ""}, "edition_has_its_file_when_made"),
        ({"pages": 3}, "edition_has_its_file_when_made"),
        ({"state": "refused"}, "edition_has_a_reason_when_refused"),
        ({"refusal": "too-slow"}, "edition_has_a_reason_when_refused"),
        ({"html": ""}, "edition_has_its_page_until_made"),
    ],
)
def test_the_database_refuses_half_an_edition(values: dict, name: str):
    edition = asked()
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        Edition.objects.filter(pk=edition.pk).update(**values)


def test_the_database_refuses_a_page_twice():
    edition = asked()
    edition.pk = None
    with pytest.raises(IntegrityError, match="edition_of_a_page_is_unique"), transaction.atomic():
        edition.save()


def test_each_reason_has_words_of_its_own_and_an_unknown_one_has_some():
    codes = ("too-slow", "too-large", "pango-missing", "not-accessible", "file-missing")

    assert len({str(words_for(code)) for code in codes}) == 5
    assert words_for("too-large") == TooLarge.words
    assert words_for("anything else") == DocumentRefused.words
