"""The region's own words in templates: `{{ partnership.tier|word:programme }}`, `{{ "district"|words:programme }}`,
`{{ partnership|called:programme }}`.
"""

from django import template

from partnerships.models import Partnership, Programme

register = template.Library()


@register.filter
def word(noun: str, programme: Programme) -> str:
    """One of them, as within a sentence; `|capfirst` begins one."""
    return programme.word(noun)


@register.filter
def words(noun: str, programme: Programme) -> str:
    """Many of them."""
    return programme.words(noun)


@register.filter
def called(partnership: Partnership, programme: Programme) -> str:
    """A partnership by its area, a county's told from the place that its districts make up."""
    return programme.called(partnership.area, partnership.tier)
