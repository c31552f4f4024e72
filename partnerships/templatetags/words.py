"""The region's own words in templates: `{{ partnership.tier|word:programme }}`, `{{ "district"|words:programme }}`."""

from django import template

from partnerships.models import Programme

register = template.Library()


@register.filter
def word(noun: str, programme: Programme) -> str:
    """One of them, as within a sentence; `|capfirst` begins one."""
    return programme.word(noun)


@register.filter
def words(noun: str, programme: Programme) -> str:
    """Many of them."""
    return programme.words(noun)
