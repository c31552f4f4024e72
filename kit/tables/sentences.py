"""Problems as sentences for a list, a message or a log line; a page includes the template itself."""

from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from kit.tables.errors import Problem


def sentence(problem: Problem) -> SafeString:
    """One line of escaped text."""
    return mark_safe(" ".join(render_to_string("tables/problem.html", {"problem": problem}).split()))
