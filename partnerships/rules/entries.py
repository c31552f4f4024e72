"""What an entry of the directory must not share with another of the same programme."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from partnerships.rules.localities import Refusal

# The fields that must stand once, each with the fields it is compared by.
ONCE = {"area": ("area", "tier"), "gss_code": ("gss_code",), "ons_code": ("ons_code",)}


@dataclass(frozen=True)
class Known:
    """What tells one partnership from another; an empty code tells nothing."""

    area: str
    tier: str
    gss_code: str = ""
    ons_code: str = ""


def clashes(entry: Known, others: Iterable[Known]) -> list[Refusal]:
    """The fields that another partnership of the programme has taken."""
    there = list(others)
    return [Refusal(field, f"{field}_taken") for field, by in ONCE.items() if _is_taken(entry, there, by)]


def _is_taken(entry: Known, others: Iterable[Known], by: tuple[str, ...]) -> bool:
    asked = [fold(getattr(entry, name)) for name in by]
    return all(asked) and any([fold(getattr(other, name)) for name in by] == asked for other in others)


def fold(text: str) -> str:
    """What two names share when they differ in capitals and spaces only."""
    return " ".join(text.split()).casefold()


def changes(stored: Mapping[str, Any], wanted: Mapping[str, Any]) -> dict[str, list[Any]]:
    """By field, what it was and what it becomes; only what differs."""
    return {name: [stored[name], value] for name, value in wanted.items() if stored[name] != value}
