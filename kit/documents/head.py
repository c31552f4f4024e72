"""What stands at the top of a document, and the HTML page made from it: the same page for the web and for the PDF."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.template.loader import render_to_string


@dataclass(frozen=True)
class Fact:
    """A line of the cover or letterhead: `Reference`, `WM/2027/14`."""

    label: str
    value: str


@dataclass(frozen=True)
class Entry:
    """A line of the contents: the id of a heading, its words, and 2 or 3 for its level."""

    anchor: str
    title: str
    level: int = 2


@dataclass(frozen=True)
class Head:
    """Who says what, and when; `contents` is left out of short documents, the cover of all but reports."""

    title: str
    kind: str
    programme: str
    author: str
    date: date
    lead: str = ""
    facts: tuple[Fact, ...] = ()
    contents: tuple[Entry, ...] = ()
    has_cover: bool = False


def document_html(template: str, head: Head, context: dict[str, Any] | None = None) -> str:
    """A whole page from a template that extends `documents/base.html`."""
    return render_to_string(template, {**(context or {}), "head": head})
