"""Addresses of pages of other rooms, by name."""

from collections.abc import Callable

from django.urls import NoReverseMatch, reverse


def way_to(name: str, *args: object) -> str:
    """The address of that name; "" as long as its room has no such page."""
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return ""


def ways_to(name: str) -> Callable[[int], str]:
    """The addresses of all things of a kind by their ids, looked up once; "" as `way_to`."""
    before, _, after = way_to(name, 0).rpartition("0")
    return lambda pk: f"{before}{pk}{after}" if before else ""
