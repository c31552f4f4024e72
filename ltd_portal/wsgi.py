"""What a WSGI server serves."""

import codecs
import os
from collections.abc import Callable, Iterable
from typing import Any

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver
from django.utils.http import parse_header_parameters

from kit.garbage import spare_what_is_loaded

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ltd_portal.settings")

Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


def utf_8_only(portal: Application) -> Application:
    """Text in another encoding is refused here: Django fails over `charset=rot13` before any middleware sees it."""

    def answer(wanted: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        if is_utf_8(wanted.get("CONTENT_TYPE", "")):
            return portal(wanted, start_response)
        start_response("400 Bad Request", [("Content-Type", "text/plain; charset=utf-8")])
        return [b"Text is sent as UTF-8\n"]

    return answer


def is_utf_8(content_type: str) -> bool:
    """Whether text of a type is UTF-8. A type that names no encoding is, and so is a name that Django will not know."""
    try:
        charset = parse_header_parameters(content_type)[1].get("charset", "")
    except (LookupError, ValueError):
        return False
    return not charset or (charset.isprintable() and name_of(charset) in {"utf-8", ""})


def name_of(charset: str) -> str:
    """Python's name for an encoding; empty when it knows none."""
    try:
        return codecs.lookup(charset).name
    except LookupError:
        return ""


application = utf_8_only(get_wsgi_application())
# Every page is loaded now, and not for the first visitor.
get_resolver().url_patterns  # noqa: B018 (it is made when it is asked for)
spare_what_is_loaded()
