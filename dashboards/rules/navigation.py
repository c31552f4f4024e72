"""The top links: four or five at most, chosen by role. A room that gets a page of its own adds a line here."""

from collections.abc import Sequence
from dataclasses import dataclass

MOST_LINKS = 5


@dataclass(frozen=True)
class TopLink:
    """A link by URL name; `kinds` are the roles that see it, none meaning everybody who has signed in."""

    key: str
    url_name: str
    kinds: frozenset[str] = frozenset()


TOP_LINKS: tuple[TopLink, ...] = (TopLink("home", "home"),)


def links_for(kind: str | None, links: Sequence[TopLink] = TOP_LINKS) -> tuple[TopLink, ...]:
    """What a role of that kind sees, in order; raises ValueError beyond five, where people begin to hunt."""
    seen = tuple(link for link in links if not link.kinds or kind in link.kinds)
    if len(seen) > MOST_LINKS:
        raise ValueError(f"{kind} would see {len(seen)} top links")
    return seen
