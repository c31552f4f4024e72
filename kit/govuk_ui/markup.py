"""Markup put together from a shape and its parts, each escaped unless it is safe already.

What `format_html` gives, in a third of its time: that asks of every part twice over whether it is lazy. For what a page
has dozens of.
"""

from collections.abc import Iterable
from html import escape
from typing import Any, cast

from django.utils.html import conditional_escape
from django.utils.safestring import SafeString


def filled(shape: str, *parts: object, **named: object) -> SafeString:
    """The shape with its parts in their places, as `str.format` puts them there."""
    return SafeString(shape.format(*map(escaped, parts), **{name: escaped(part) for name, part in named.items()}))


def joined(parts: Iterable[object]) -> SafeString:
    """The parts one after the other."""
    return SafeString("".join(map(escaped, parts)))


def escaped(part: Any) -> str:
    """A part as it may stand in markup."""
    kind = type(part)  # nearly all are of the first two, which `conditional_escape` would go a long way to find out
    if kind is SafeString:
        return cast("SafeString", part)
    return escape(part) if kind is str else conditional_escape(part)
