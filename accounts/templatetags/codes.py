"""Codes as people copy them: in groups that the eye can hold."""

from django import template

register = template.Library()


@register.filter
def in_fours(code: str) -> str:
    """`ABCD EFGH IJ`: spaces are left out again when the code is checked."""
    return " ".join(code[start : start + 4] for start in range(0, len(code), 4))
