"""Which editions there are."""

from kit.documents.models import Edition


def latest_edition(kind: str, subject: str = "") -> Edition | None:
    """The newest edition of a document that was made, without its page; None before the first."""
    return Edition.objects.made().defer("html").filter(kind=kind, subject=subject).first()
