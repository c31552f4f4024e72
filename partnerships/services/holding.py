"""Holding a year's row while one writes about it, and what the trail keeps of a change."""

from collections.abc import Mapping
from typing import Any

from partnerships.errors import ProgrammeChangedError, ProgrammeClosedError
from partnerships.models import Programme


def hold_programme(programme: Programme, seen: int | None = None) -> Programme:
    """The year's row, locked for the rest of the transaction.

    Raises ProgrammeClosedError, and ProgrammeChangedError when its version is no longer the one seen.
    """
    held = Programme.objects.select_for_update(no_key=True).get(pk=programme.pk)
    if held.is_closed:
        raise ProgrammeClosedError
    if seen is not None and held.version != seen:
        raise ProgrammeChangedError
    return held


def mark_saved(held: Programme, step: str) -> None:
    """Note on a held year that somebody has saved a step of setting up."""
    if step and step not in held.steps_saved:
        held.steps_saved = [*held.steps_saved, step]
        held.save(update_fields=["steps_saved"])


def before_and_after(changed: Mapping[str, tuple[Any, Any]]) -> dict[str, dict[str, list[str]]]:
    """For the trail: each name with what it was and what it is, in words a machine can keep."""
    return {"fields": {name: [plain(was), plain(now)] for name, (was, now) in changed.items()}}


def plain(value: Any) -> str:
    """Nothing is an empty text."""
    return "" if value is None else str(value)
