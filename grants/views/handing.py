"""Handing out a paper, or saying why there is none."""

from django.contrib import messages
from django.http import FileResponse

from kit.documents.errors import words_for
from kit.documents.models import Edition
from kit.documents.serving import serve_edition
from partnerships.http import PortalRequest


def handed_out(request: PortalRequest, edition: Edition) -> FileResponse | None:
    """The file; None when it could not be made, which is said."""
    if edition.state == Edition.State.MADE:
        return serve_edition(edition)
    messages.error(request, str(words_for(edition.refusal)))
    return None
