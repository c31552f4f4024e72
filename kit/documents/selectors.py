"""Which editions there are."""

import hashlib
import json

from kit.documents.models import Edition


def hash_of(html: str, title: str, author: str) -> str:
    """SHA-256 of all that a reader of the document would see change."""
    return hashlib.sha256(json.dumps([html, title, author]).encode()).hexdigest()


def made_edition(kind: str, subject: str, content_hash: str) -> Edition | None:
    """The one of exactly this page, once it is made; None when its file was lost."""
    made = Edition.objects.made().filter(kind=kind, subject=subject, content_hash=content_hash).first()
    return made if made and made.file.storage.exists(str(made.file.name)) else None


def latest_edition(kind: str, subject: str = "") -> Edition | None:
    """The newest edition of a document that was made, without its page; None before the first."""
    return Edition.objects.made().defer("html").filter(kind=kind, subject=subject).first()
