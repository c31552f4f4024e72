"""A median as words."""

from fractions import Fraction

from django import template

from selfassessment.selectors.consensus_words import as_median

register = template.Library()


@register.filter
def median(value: Fraction) -> str:
    """A whole number, or a half."""
    return as_median(value)
