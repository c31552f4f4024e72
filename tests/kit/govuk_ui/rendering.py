"""Templates from a line of text, and pages as somebody's browser would ask for them."""

from django.http import HttpRequest
from django.template import engines
from django.test import RequestFactory


def render(source: str, request: HttpRequest | None = None, **context: object) -> str:
    """What a template with our tags comes to."""
    return engines["django"].from_string(source).render(context, request)


def asked(path: str = "/") -> HttpRequest:
    return RequestFactory().get(path)


def words(html: str) -> str:
    """The text of a piece of HTML on one line, tags gone."""
    inside = False
    kept = []
    for letter in html.replace("<wbr>", ""):
        inside = letter == "<" or (inside and letter != ">")
        kept.append(" " if inside or letter == ">" else letter)
    return " ".join("".join(kept).split())
