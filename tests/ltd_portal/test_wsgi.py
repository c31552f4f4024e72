"""What the web server is given: text in UTF-8 goes in, all else is refused before Django reads it."""

from typing import Any

import pytest
from django.test import RequestFactory

from ltd_portal.wsgi import application


def ask(content_type: str) -> tuple[str, bytes]:
    """Status and body, as the server would send them."""
    said: list[str] = []
    environ: dict[str, Any] = RequestFactory().get("/style/?next=%5Cud800").environ
    body = application(environ | {"CONTENT_TYPE": content_type}, lambda status, _headers, *_: said.append(status))
    return said[0], b"".join(body)


OTHERS = ["rot13", "zlib", "undefined", "idna", "unicode_escape", "utf-16", "latin-1", "a\0b"]
SPELLED = ["text/plain; charset*=utf-8''rot13", "text/plain; charset*=rot13''%80", "text/plain; charset*=utf-8''a%00b"]
TAKEN = ["", "text/plain", "text/plain; charset=utf-8", 'text/plain; charset="UTF8"', "text/plain; charset=unheard-of"]


@pytest.mark.django_db
@pytest.mark.parametrize("content_type", [*(f"text/plain; charset={other}" for other in OTHERS), *SPELLED])
def test_text_in_another_encoding_is_refused(content_type: str) -> None:
    assert ask(content_type) == ("400 Bad Request", b"Text is sent as UTF-8\n")


@pytest.mark.django_db
@pytest.mark.parametrize("content_type", TAKEN)
def test_utf_8_by_any_name_is_taken(content_type: str) -> None:
    status, body = ask(content_type)
    assert (status, b"<h1" in body) == ("200 OK", True)
