"""Who makes the links of messages while they are sent. A room names its makers once, where its app gets ready."""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

NAME = re.compile(r"[a-z]+\.[a-z_]+\Z")
# What a message stores of a link, and the moment, give its address; it may be known to nobody but the reader.
Maker = Callable[[Mapping[str, Any], datetime], str]
# The same for many at once, in their order.
MakerOfMany = Callable[[Sequence[Mapping[str, Any]], datetime], Sequence[str]]
known: dict[str, Maker] = {}
of_many: dict[str, MakerOfMany] = {}


class UnknownMakerError(LookupError):
    """A message asks for a link of a maker that no room has named."""


def register(name: str, maker: Maker, many: MakerOfMany | None = None) -> None:
    """Name a maker, and how it makes many at once where it can; raises ValueError when the name is no room and noun,
    or is another's."""
    if not NAME.match(name):
        raise ValueError(f"A maker is a room and a noun with a dot between, not {name!r}")
    if known.setdefault(name, maker) is not maker:
        raise ValueError(f"{name} is named twice")
    if many:
        of_many[name] = many


def check_makers(links: Mapping[str, Mapping[str, Any]]) -> None:
    """Raises UnknownMakerError when one of a message's links could not be made."""
    for asked in links.values():
        if asked.get("maker") not in known:
            raise UnknownMakerError(asked.get("maker"))


def make_links(links: Mapping[str, Mapping[str, Any]], at: datetime) -> dict[str, str]:
    """A fresh link for each placeholder; raises UnknownMakerError, and whatever a maker raises."""
    check_makers(links)
    return {name: known[asked["maker"]](asked, at) for name, asked in links.items()}


def can_be_made_together(links: Mapping[str, Mapping[str, Any]]) -> bool:
    """Whether a message has links, and each can be made with those of other messages."""
    return bool(links) and all(asked.get("maker") in of_many for asked in links.values())


def make_links_of_many(messages: Sequence[Mapping[str, Mapping[str, Any]]], at: datetime) -> list[dict[str, str]]:
    """As `make_links` for many messages, in their order: each maker is asked once, where it can make many."""
    made: list[dict[str, str]] = [{} for _ in messages]
    asked: dict[str, list[tuple[int, str, Mapping[str, Any]]]] = {}
    for number, links in enumerate(messages):
        check_makers(links)
        for name, link in links.items():
            asked.setdefault(link["maker"], []).append((number, name, link))
    for maker, wanted in asked.items():
        found = all_made(maker, [link for _number, _name, link in wanted], at)
        for (number, name, _link), address in zip(wanted, found, strict=True):
            made[number][name] = address
    return made


def all_made(maker: str, links: Sequence[Mapping[str, Any]], at: datetime) -> Sequence[str]:
    """The addresses of many links of one maker."""
    return of_many[maker](links, at) if maker in of_many else [known[maker](link, at) for link in links]
