"""Handing out a paper as a tagged PDF, made while its reader waits, or saying why there is none.

A page or two takes about a second in a process of its own with limits. Nothing of it is kept: reading changes nothing,
a worker that is away stops nobody, and a name that is erased stays in no file.
"""

from datetime import datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils.http import content_disposition_header
from django.utils.text import slugify
from django.utils.timezone import localtime

from kit.documents.errors import DocumentRefused
from kit.documents.head import Head
from kit.documents.rendering import render_pdf
from kit.documents.request import Limits

PATIENCE = Limits(seconds=30)  # so long somebody waits for a page; a hundred of a sheet take a tenth of it


def handed_out(request: HttpRequest, html: str, *, head: Head, name: str, dated: datetime) -> HttpResponse | None:
    """The file, `dated` written into it; None when it could not be made, which is said."""
    try:
        pdf = render_pdf(html, title=f"{head.kind}, {name}", author=head.author, at=dated, limits=PATIENCE)
    except DocumentRefused as refused:
        messages.error(request, str(refused.words))
        return None
    response = HttpResponse(pdf, content_type="application/pdf")
    file = f"{slugify(f'{head.kind} {name}')}-{localtime(dated):%Y-%m-%d}.pdf"
    response["Content-Disposition"] = content_disposition_header(True, file) or ""
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response
