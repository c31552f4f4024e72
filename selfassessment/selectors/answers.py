"""Answers in words: a score with what it is called, not applicable, not answered."""

from django.utils.translation import gettext as _

from selfassessment.rules.framework import Framework
from selfassessment.rules.scoring import NOT_APPLICABLE, Answer


def in_words(answer: Answer, words: Framework) -> str:
    """As a framework's scale says it."""
    if isinstance(answer, int):
        return f"{answer}. {words.scoring.scale[answer]}"
    return _("Not applicable") if answer == NOT_APPLICABLE else _("Not answered")
