"""Answers in words: a score with what it is called, not applicable, not answered."""

from collections.abc import Sequence

from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from selfassessment.rules.framework import Framework
from selfassessment.rules.scoring import NOT_APPLICABLE, Answer


def in_words(answer: Answer, words: Framework) -> str:
    """As a framework's scale says it."""
    if isinstance(answer, int):
        return f"{answer}. {words.scoring.scale[answer]}"
    return _("Not applicable") if answer == NOT_APPLICABLE else _("Not answered")


MOST_TOGETHER = 3


def together(titles: Sequence[str]) -> str:
    """Themes that came out alike: by name, or how many there are of more than MOST_TOGETHER."""
    if len(titles) > MOST_TOGETHER:
        return _("{count} themes").format(count=len(titles))
    return get_text_list(list(titles), _("and"))
