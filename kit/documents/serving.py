"""Hand an edition's file to a reader whom the caller has already let in."""

from django.http import FileResponse
from django.utils.text import slugify
from django.utils.timezone import localtime

from kit.documents.errors import NotMadeYet
from kit.documents.models import Edition


def serve_edition(edition: Edition) -> FileResponse:
    """The PDF as an attachment that no cache keeps; raises NotMadeYet. Ask a permission before calling this."""
    if edition.state != Edition.State.MADE:
        raise NotMadeYet(str(edition))
    name = f"{slugify(edition.title) or edition.kind}-{localtime(edition.asked_at):%Y-%m-%d}.pdf"
    response = FileResponse(edition.file.open("rb"), as_attachment=True, filename=name, content_type="application/pdf")
    response["Cache-Control"] = "private, no-store"
    return response
