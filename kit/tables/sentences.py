"""Problems as sentences for a page, a list, a message or a log line: one small template for each code."""

from collections.abc import Sequence
from typing import Any

from django.template.loader import render_to_string, select_template
from django.utils.safestring import SafeString, mark_safe

from kit.tables.errors import Problem

FOLDER = "tables/problems"


def sentence(problem: Problem) -> SafeString:
    """One line of escaped text, with the number of the line."""
    return in_words(problem, [FOLDER])


def in_words(problem: Any, folders: Sequence[str], **more: object) -> SafeString:
    """The same for problems with codes of a room's own: the first of `folders` that has `<code>.html` says it."""
    words = select_template([f"{folder}/{problem.code}.html" for folder in folders])
    said = render_to_string("tables/problem.html", {"problem": problem, "words": words, **more})
    return mark_safe(" ".join(said.split()))
