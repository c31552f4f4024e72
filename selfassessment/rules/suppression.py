"""Which groups must not be shown, so that nobody can tell what a few partnerships said.

What is shown can be added up and taken away from each other: of parts that make up a whole, one that is hidden alone is
the whole without the others. So the smallest of the others are hidden with it, until what is left over is no small
group either. Source: rules.md, "Groups under 5 are suppressed everywhere, with the next smallest".
"""

from collections.abc import Hashable, Mapping
from typing import TypeVar

Key = TypeVar("Key", bound=Hashable)


def hidden_among(sizes: Mapping[Key, int], least: int) -> frozenset[Key]:
    """Of parts that make up a whole which is shown, those to hide; empty parts say nothing and are never hidden."""
    small = {key for key, size in sizes.items() if 0 < size < least}
    left_over = sum(sizes[key] for key in small)
    for key in sorted(sizes.keys() - small, key=lambda key: (sizes[key], list(sizes).index(key))):
        if not 0 < left_over < least:
            break
        if sizes[key]:
            small.add(key)
            left_over += sizes[key]
    return frozenset(small)


def can_show(size: int, least: int) -> bool:
    """Whether a group by itself is none, or large enough."""
    return size == 0 or size >= least


def can_show_part(size: int, whole: int, least: int) -> bool:
    """Whether part of a whole that is shown elsewhere can be: neither it nor what is left over may be a small group."""
    return can_show(size, least) and can_show(whole - size, least)
