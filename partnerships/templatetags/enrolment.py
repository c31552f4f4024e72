"""Why somebody cannot be named, in templates: `{{ refusal|refusal }}`."""

from django import template

from partnerships.rules.enrolment import Refusal
from partnerships.selectors.enrolment import refusal_sentence

register = template.Library()


@register.filter
def refusal(refused: Refusal) -> str:
    """The sentence of templates/partnerships/refusals/<code>.txt."""
    return refusal_sentence(refused)
