"""Kinds of message and what may be chosen about each. A room names its kinds in `notifications/kinds.py`."""

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import Any

NAME = re.compile(r"[a-z]+/[a-z_]+\Z")
known: dict[str, "Kind"] = {}


class UnknownKindError(LookupError):
    """A message of a kind that no room has named."""


class Stream(StrEnum):
    """What a message is to the law and to mail servers: part of taking part, or something one subscribed to."""

    SERVICE = "service"
    SUBSCRIBED = "subscribed"


@dataclass(frozen=True)
class Kind:
    """A kind of message: `projects/shared` has its words in `templates/emails/projects/shared.txt`.

    `label` is what its reader calls it on the page of choices, `sent_as` what those call it who send it or look after
    it, where that is another word; `tells` what one learns by it, `group` the heading it stands under
    (all translatable). Without a label, or with `fixed_because`, nobody can choose: codes, warnings about one's
    account, invitations. `matters` asks of a message's `about`, moments before sending or summing up, whether the
    person still has something to do with it. What `is_asked_for` its reader asked for on a page a moment ago and waits
    for: it goes even to an address that gets nothing else, or nobody whose mail once came back could sign in. `roles`
    are those it goes to, as the rooms call them; a kind without roles may reach anybody.
    """

    name: str
    stream: Stream = Stream.SERVICE
    label: Any = ""
    sent_as: Any = ""
    can_be_summed_up: bool = True
    matters: Callable[[Mapping[str, Any]], bool] | None = None
    group: Any = ""
    tells: Any = ""
    fixed_because: Any = ""
    is_asked_for: bool = False
    roles: frozenset[str] = frozenset()

    @cached_property
    def can_be_chosen(self) -> bool:
        """Whether a person or a programme may silence it."""
        return bool(self.label) and not self.fixed_because

    @property
    def called(self) -> Any:
        """Its name where it is not spoken of to its reader."""
        return self.sent_as or self.label

    def may_reach(self, roles: Collection[str]) -> bool:
        """Whether somebody in these roles may ever get one."""
        return not self.roles or not self.roles.isdisjoint(roles)

    def still_matters(self, about: Mapping[str, Any]) -> bool:
        """Whether what a message is about still asks for it; a kind that does not say always does."""
        return self.matters is None or self.matters(about)


def register(kind: Kind) -> Kind:
    """Name a kind; raises ValueError when the name is no room and noun, or is taken."""
    if not NAME.match(kind.name):
        raise ValueError(f"A kind is a room and a noun with a stroke between, not {kind.name!r}")
    if known.setdefault(kind.name, kind) != kind:
        raise ValueError(f"{kind.name} is named twice, and differently")
    return kind


def kind_of(name: str) -> Kind:
    """The kind of a name; raises UnknownKindError."""
    if name not in known:
        raise UnknownKindError(name)
    return known[name]
