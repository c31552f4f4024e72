"""What a completed joint review says of every theme of its framework."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from selfassessment.models import Completion
from selfassessment.rules.framework import Framework, Theme
from selfassessment.selectors.answers import in_words


@dataclass(frozen=True)
class Found:
    """A theme with its level, in figures and in words, and the finding."""

    theme: Theme
    level: int | None
    text: str
    in_words: str


def findings_of(completion: Completion, words: Framework) -> list[Found]:
    """In the framework's order; one query. A theme that the review did not speak of was not asked."""
    rows = {row.theme: row for row in completion.findings.all()}
    found = []
    for theme in words.themes:
        row = rows.get(theme.key)
        if row is None or (row.level is None and not row.text):
            found.append(Found(theme, None, "", _("Not asked")))
        else:
            said = _("No level given") if row.level is None else in_words(row.level, words)
            found.append(Found(theme, row.level, row.text, said))
    return found
