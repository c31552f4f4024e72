"""Ask for an edition, and make its file."""

import hashlib
from datetime import datetime, timedelta

from celery import current_app
from django.core.files.base import ContentFile
from django.db import models, transaction

from kit.documents.errors import DocumentRefused
from kit.documents.models import Edition
from kit.documents.rendering import Rendered, render
from kit.documents.request import Limits
from kit.documents.selectors import hash_of

MAKE_PDF = "kit.documents.make_pdf"
RING_AGAIN_AFTER = timedelta(minutes=5)  # longer than any document may take
AT_ONCE = 100
UNMADE = {"state": Edition.State.WAITING, "refusal": "", "made_at": None, "file": "", "file_hash": "", "pages": 0}


def make_edition(
    *, kind: str, title: str, author: str, html: str, at: datetime, by: models.Model | None, subject: str = ""
) -> Edition:
    """The edition of exactly this page: the one already made, or one that a worker makes after commit.

    A page refused before, or whose file was lost, is tried again. `by` is a person, or None for the clock.
    """
    edition = keep_page(kind=kind, title=title, author=author, html=html, at=at, by=by, subject=subject)
    if edition.state != Edition.State.MADE:
        # A broker that is away loses the bell, not the row: the sweep, or whoever asks for the page again, rings again.
        transaction.on_commit(lambda: ring(edition.pk), robust=True)
    return edition


def keep_page(
    *, kind: str, title: str, author: str, html: str, at: datetime, by: models.Model | None, subject: str = ""
) -> Edition:
    """As `make_edition`, for whoever makes the file themselves: no worker is told."""
    edition, _created = Edition.objects.get_or_create(
        kind=kind,
        subject=subject,
        content_hash=hash_of(html, title, author),
        defaults={"title": title, "author": author, "html": html, "asked_at": at, "asked_by_id": by.pk if by else None},
    )
    if has_its_file(edition):
        return edition
    Edition.objects.filter(pk=edition.pk).update(html=html, **UNMADE)
    edition.refresh_from_db()
    return edition


def ring(edition_id: int) -> None:
    """Tell a worker."""
    current_app.send_task(MAKE_PDF, args=[edition_id], retry=False)


def sweep(*, at: datetime) -> int:
    """Ring again for editions that still wait after `RING_AGAIN_AFTER`; returns how many."""
    forgotten = Edition.objects.waiting().filter(asked_at__lt=at - RING_AGAIN_AFTER).values_list("pk", flat=True)
    found = list(forgotten[:AT_ONCE])
    for pk in found:
        ring(pk)
    return len(found)


def has_its_file(edition: Edition) -> bool:
    """Made, and the file is where it was put."""
    return edition.state == Edition.State.MADE and edition.file.storage.exists(str(edition.file.name))


def make_file(*, edition_id: int, at: datetime, limits: Limits | None = None) -> None:
    """Make the PDF of a waiting edition and keep it, or keep the reason why not; any other edition is left alone.

    Two workers at once make the same bytes; the first to write wins.
    """
    edition = Edition.objects.waiting().filter(pk=edition_id).first()
    if edition is None:
        return
    try:
        rendered = render(edition.html, title=edition.title, author=edition.author, at=edition.asked_at, limits=limits)
    except DocumentRefused as refusal:
        settle(edition, state=Edition.State.REFUSED, refusal=refusal.code)
    except Exception:
        settle(edition, state=Edition.State.REFUSED, refusal=DocumentRefused.code)
        raise
    else:
        name, digest = keep(edition, rendered)
        made = {"file": name, "file_hash": digest, "pages": rendered.pages, "made_at": at, "html": ""}
        settle(edition, state=Edition.State.MADE, **made)


def keep(edition: Edition, rendered: Rendered) -> tuple[str, str]:
    """Store the bytes under their own hash, once; the file's name and hash."""
    digest = hashlib.sha256(rendered.pdf).hexdigest()
    name, storage = f"documents/{digest[:2]}/{digest}.pdf", edition.file.storage
    return (name if storage.exists(name) else storage.save(name, ContentFile(rendered.pdf))), digest


def settle(edition: Edition, **values: object) -> None:
    """Write what came of it, unless somebody else was first."""
    Edition.objects.waiting().filter(pk=edition.pk).update(**values)
