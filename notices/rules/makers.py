"""Who makes the links of messages while they are sent. A room names its makers once, where its app gets ready."""

import re
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

NAME = re.compile(r"[a-z]+\.[a-z_]+\Z")
# What a message stores of a link, and the moment, give its address; it may be known to nobody but the reader.
Maker = Callable[[Mapping[str, Any], datetime], str]
known: dict[str, Maker] = {}


class UnknownMakerError(LookupError):
    """A message asks for a link of a maker that no room has named."""


def register(name: str, maker: Maker) -> None:
    """Name a maker; raises ValueError when the name is no room and noun, or is another's."""
    if not NAME.match(name):
        raise ValueError(f"A maker is a room and a noun with a dot between, not {name!r}")
    if known.setdefault(name, maker) is not maker:
        raise ValueError(f"{name} is named twice")


def check_makers(links: Mapping[str, Mapping[str, Any]]) -> None:
    """Raises UnknownMakerError when one of a message's links could not be made."""
    for asked in links.values():
        if asked.get("maker") not in known:
            raise UnknownMakerError(asked.get("maker"))


def make_links(links: Mapping[str, Mapping[str, Any]], at: datetime) -> dict[str, str]:
    """A fresh link for each placeholder; raises UnknownMakerError, and whatever a maker raises."""
    check_makers(links)
    return {name: known[asked["maker"]](asked, at) for name, asked in links.items()}
