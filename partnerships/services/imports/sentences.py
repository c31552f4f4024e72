"""Problems of an import as sentences, in the words of the region."""

from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from partnerships.models import Programme
from partnerships.rules.imports.planning import ImportProblem

TEMPLATE = "partnerships/imports/problem.html"


def sentence(problem: ImportProblem, programme: Programme) -> SafeString:
    """One line of escaped text, with the number of the line."""
    return mark_safe(" ".join(render_to_string(TEMPLATE, {"problem": problem, "programme": programme}).split()))
