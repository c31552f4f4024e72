"""Scores and faults as words; a score is rounded here and nowhere else."""

from collections.abc import Iterable
from fractions import Fraction

from django import template
from django.utils.html import format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from selfassessment import sentences
from selfassessment.rules.faults import Fault
from selfassessment.rules.figures import as_limit, as_score, limits_of
from selfassessment.rules.framework import Framework
from selfassessment.rules.reviewing import Lack
from selfassessment.selectors.answers import in_words

register = template.Library()


@register.filter
def size(words: Framework) -> int:
    """How many statements a framework has."""
    return len(list(words.statements))


@register.filter
def limit(value: Fraction) -> str:
    """A limit as the framework's file has it."""
    return as_limit(value)


@register.filter
def share(value: Fraction) -> str:
    """Half, or so many per cent."""
    if value == Fraction(1, 2):
        return _("half")
    return _("{number}%").format(number=f"{float(value * 100):g}")


@register.filter
def level(given: int | None, words: Framework) -> str:
    """The level of a theme that a joint review found, as the framework's scale calls it."""
    return _("No level given") if given is None else in_words(given, words)


@register.filter
def out_of(mean: Fraction | None, words: Framework) -> str:
    """`1.75 of 4`, or that the theme does not show."""
    if mean is None:
        return _("Not shown")
    figure = as_score(mean, limits_of(words.scoring))
    return _("{score} of {top}").format(score=figure, top=words.scoring.top)


@register.filter
def said(fault: Fault) -> str:
    """What is wrong, in words."""
    return sentences.said(fault)


@register.filter
def wanted(lacks: Iterable[Lack]) -> str:
    """What a joint review still lacks, for within a sentence."""
    return sentences.wanted(lacks)


@register.filter
def breakable(key: str) -> SafeString:
    """The way to a value, which may be broken after each dot."""
    return format_html_join(mark_safe(".<wbr>"), "{}", ((part,) for part in key.split(".")))
