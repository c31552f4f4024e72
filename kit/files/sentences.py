"""A refusal as words, for beside the field."""

from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import get_text_list
from django.utils.translation import gettext

from kit.files.errors import UploadRefused
from kit.files.labels import label_of

MILLION = 1_000_000
MEGABYTE = 1024 * 1024


def sentence(refused: UploadRefused) -> SafeString:
    """One line of escaped text."""
    facts = refused.facts
    words = {
        "code": refused.code,
        "name": facts.name,
        "found": label_of(facts.found),
        "allowed": get_text_list([f".{ending}" for ending in facts.allowed], gettext("or")),
        "megabytes": f"{facts.limit / MEGABYTE:.3g}",
        "megapixels": facts.limit // MILLION,
    }
    return mark_safe(" ".join(render_to_string("files/problem.html", words).split()))
