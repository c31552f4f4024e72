"""Taking turns: a year's row is held while one writes about it. And what the trail keeps of a change.

Whoever changes a year, its partnerships, people or contacts holds it first, before any other row: so nobody waits for
somebody who waits for them.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from accounts.models import Person
from partnerships.errors import NotManagerError, ProgrammeChangedError, ProgrammeClosedError
from partnerships.models import Programme
from partnerships.permissions.programmes import manages
from partnerships.rules.deadlines import local_day
from partnerships.selectors.standing import standing_of


def hold_programme(programme: Programme, seen: int | None = None) -> Programme:
    """The year's row, locked for the rest of the transaction; a mere reference to it need not wait.

    Raises ProgrammeClosedError, and ProgrammeChangedError when its version is no longer the one seen.
    """
    held = Programme.objects.select_for_update(no_key=True).get(pk=programme.pk)
    if held.is_closed:
        raise ProgrammeClosedError
    if seen is not None and held.version != seen:
        raise ProgrammeChangedError
    return held


def hold_programmes(programme_ids: Iterable[int]) -> None:
    """The same of several, closed ones too, for what goes on in them: people are reached and take consent back."""
    list(Programme.objects.select_for_update(no_key=True).filter(pk__in=list(programme_ids)).order_by("pk"))


def hold_as_manager(programme: Programme, *, by: Person | None, at: datetime, seen: int | None = None) -> Programme:
    """The same for a decision about the year's money, terms, beginning or end (decision record 11).

    Raises NotManagerError too, unless `by` manages the year on that day; None is the operator at the command line.
    """
    held = hold_programme(programme, seen)
    refuse_others(held, by=by, at=at)
    return held


def refuse_others(programme: Programme, *, by: Person | None, at: datetime) -> None:
    """Raises NotManagerError for whoever does not manage a year, closed or not."""
    if by is not None and not manages(standing_of(by, on=local_day(at)), programme):
        raise NotManagerError


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
