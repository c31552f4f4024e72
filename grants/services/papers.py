"""Papers about decisions on grants, as tagged PDF: made at once, and kept as long as nothing of them changes.

A page or two takes about a second in a process of its own, so whoever asks waits for it, and a worker that is away
stops nobody. The row stands locked meanwhile: of two who ask at once, the second is given what the first had made.
"""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from accounts.models import Person
from kit.documents.models import Edition
from kit.documents.services import make_edition, make_file


@transaction.atomic
def paper(*, kind: str, subject: str, title: str, author: str, html: str, dated: datetime, by: Person) -> Edition:
    """The edition of exactly this page, with its file, or with why it could not be made; `dated` is written into it."""
    edition = make_edition(kind=kind, subject=subject, title=title, author=author, html=html, at=dated, by=by)
    make_file(edition_id=edition.pk, at=timezone.now())
    edition.refresh_from_db()
    return edition
