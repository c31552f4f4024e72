"""Frames of the style page; loaded there alone."""

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

register = template.Library()


@register.simple_block_tag
def sample(content: str, name: str) -> SafeString:
    """One state of a component under its name."""
    return SafeString(render_to_string("style/sample.html", {"content": content, "name": name}))
