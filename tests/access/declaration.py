"""How a page declares its access: by the row of the table that each of its methods stands under."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from tests.access.things import Planter, Thing


@dataclass(frozen=True)
class Need:
    """The permission that one method asks for; `exported` names the row that an export (row 43) takes out."""

    letter: str
    row: str
    exported: str = ""


def reads(row: str, exported: str = "") -> Need:
    return Need("R", row, exported)


def writes(row: str) -> Need:
    return Need("W", row)


def decides(row: str) -> Need:
    return Need("D", row)


@dataclass(frozen=True)
class Page:
    """One address by name, and who may use it.

    `get` and `post` say what each needs; a method that is not declared must change nothing.
    `things` plants the objects that the address names; `lists` those that the page shows many of.
    `shown` is false where a page does not print the words planted in its object (a cancel button, say).
    `is_door` is a page by which one reaches an account: anybody may ask, and it is refused to nobody.
    `is_narrower` is a page that may refuse more than the table does (the admin forbids adding links, say).
    `query` is what follows the address, as `?format=csv` for the download of a list, which stands under row 43.
    `is_list` is a page of many rows, which the benchmarks hold to the bar of lists.
    """

    name: str
    get: Need | None = None
    post: Need | None = None
    things: Planter | None = None
    lists: Planter | None = None
    data: Mapping[str, Any] = field(default_factory=dict)
    kwargs: Mapping[str, Any] = field(default_factory=dict)
    shown: bool = True
    is_door: bool = False
    is_narrower: bool = False
    is_list: bool = False
    query: str = ""

    @property
    def rows(self) -> set[str]:
        return {need.row for need in (self.get, self.post) if need}

    @property
    def shown_rows(self) -> set[str]:
        """The rows whose objects it shows: those it stands under, and the one that it exports."""
        return self.rows | {need.exported for need in (self.get, self.post) if need and need.exported}

    def need(self, method: str) -> Need | None:
        return self.get if method == "GET" else self.post

    def arguments(self, thing: Thing | None) -> dict[str, Any]:
        """What the address is reversed with."""
        return {**self.kwargs, **(thing.kwargs if thing else {})}


# An address of the right shape that leads nowhere, by the type of the argument.
MISSING: Mapping[type, Any] = {
    int: 2_147_483_646,
    str: "nosuchthing",
    UUID: UUID("00000000-0000-4000-8000-000000000000"),
}


def missing(kwargs: Mapping[str, Any]) -> dict[str, Any]:
    """The arguments of an object of the same kind that does not exist."""
    return {name: MISSING[type(value)] for name, value in kwargs.items()}
