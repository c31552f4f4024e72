"""What links in messages are for. A room names its purposes once, where it is imported from."""

import re
from dataclasses import dataclass
from datetime import timedelta

NAME = re.compile(r"[a-z]+\.[a-z_]+\Z")
known: dict[str, "Purpose"] = {}


@dataclass(frozen=True)
class Purpose:
    """A room and what its link lets one do, such as `projects.review`, and how long such a link lives."""

    name: str
    lifetime: timedelta


def register(name: str, *, lifetime: timedelta) -> Purpose:
    """Name a purpose; raises ValueError when it has no room, no life, or was named before with another life."""
    if not NAME.match(name):
        raise ValueError(f"A purpose is a room and a noun with a dot between, not {name!r}")
    if lifetime <= timedelta():
        raise ValueError(f"A link for {name} would be dead when made")
    purpose = Purpose(name, lifetime)
    if known.setdefault(name, purpose) != purpose:
        raise ValueError(f"{name} is named twice, with different lives")
    return purpose
