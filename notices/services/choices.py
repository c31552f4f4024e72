"""Choosing when messages of a kind come: by a person, by whoever has an address, by a programme."""

from collections.abc import Mapping
from datetime import datetime

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet

from audit.services import record
from kit.locks import hold
from notices.errors import ChoicesChangedError
from notices.models import Choice, Message, ProgrammeChoice
from notices.models.choice import Mode
from notices.rules.fate import Problem
from notices.rules.kinds import kind_of
from notices.selectors.choices import (
    choices_of,
    fates_for,
    last_change,
    mode_for,
    modes_for,
    own_version,
    programmes_choices,
)
from notices.services.ringing import ring_on_commit

__all__ = ["choose", "choose_for_programme", "fates_for", "leave", "mode_for", "modes_for"]
State = Message.State


@transaction.atomic
def choose(
    *,
    person: AbstractBaseUser,
    chosen: Mapping[str, Mode],
    shown: Mapping[str, str],
    by: AbstractBaseUser,
    at: datetime,
    wording: str = "",
    seen: int | None = None,
) -> dict[str, Mode]:
    """Keep what a person chose where it differs from what was `shown` to them; what was kept for a summary follows.

    Returns what changed: nothing when the same is chosen twice. `seen` is the version that a page showed. Raises
    ChoicesChangedError, when the person chose something else since, and UnknownKindError.
    """
    hold(f"notices.choices:{person.pk}")
    before = {**shown, **choices_of(person.pk)}
    changed = {
        kind: mode
        for kind, mode in chosen.items()
        if kind_of(kind).can_be_chosen and before.get(kind, Mode.NOW) != mode
    }
    if changed and seen is not None and own_version(person.pk) > seen:
        raise ChoicesChangedError
    for kind, mode in changed.items():
        said = wording or f"{kind_of(kind).label}: {mode.label}"
        values = {"mode": mode, "chosen_at": at, "wording": said[:250]}
        Choice.objects.update_or_create(person_id=person.pk, kind=kind, defaults=values)
        follow(Message.objects.filter(person=person.pk, kind=kind), mode, at=at)
    if changed:
        details = {"kinds": {kind: str(mode) for kind, mode in changed.items()}}
        record(actor=by, action="person.messages_chosen", at=at, subject=person, details=details)
    return changed


@transaction.atomic
def leave(*, kind: str, person: AbstractBaseUser | None, address: str = "", wording: str, at: datetime) -> bool:
    """Unsubscribe a person, or an address without an account, from a kind; whether this was the first time.

    Raises UnknownKindError.
    """
    if person is not None:
        done = choose(person=person, chosen={kind: Mode.NEVER}, shown={}, by=person, at=at, wording=wording)
        return bool(done)
    values = {"mode": Mode.NEVER, "chosen_at": at, "wording": wording[:250]}
    if not kind_of(kind).can_be_chosen:
        return False
    _choice, is_first = Choice.objects.get_or_create(kind=kind, address=address.lower(), person=None, defaults=values)
    follow(Message.objects.filter(person=None, kind=kind, to__iexact=address), Mode.NEVER, at=at)
    return is_first


@transaction.atomic
def choose_for_programme(
    *, programme_id: int, chosen: Mapping[str, Mode], seen: int, by: AbstractBaseUser, at: datetime
) -> dict[str, Mode]:
    """Keep what a programme chose; returns what changed. `seen` is the version that the page showed.

    Raises ChoicesChangedError, when somebody else chose something else since, and UnknownKindError.
    """
    hold(f"notices.programme:{programme_id}")
    before = programmes_choices([programme_id])[programme_id]
    changed = {
        kind: mode
        for kind, mode in chosen.items()
        if kind_of(kind).can_be_chosen and before.get(kind, Mode.NOW) != mode
    }
    if not changed:
        return {}
    if last_change(programme_id).version != seen:
        raise ChoicesChangedError
    for kind, mode in changed.items():
        values = {"mode": mode, "chosen_by_id": by.pk, "chosen_at": at}
        ProgrammeChoice.objects.update_or_create(programme_id=programme_id, kind=kind, defaults=values)
        theirs = Message.objects.filter(programme_id=programme_id, kind=kind)
        own = Choice.objects.filter(kind=kind, person=OuterRef("person"))
        follow(theirs if mode is Mode.NEVER else theirs.filter(~Exists(own)), mode, at=at)
    details = {"kinds": {kind: str(mode) for kind, mode in changed.items()}}
    record(actor=by, action="programme.messages_chosen", at=at, programme_id=programme_id, details=details)
    return changed


def follow(messages: QuerySet[Message], mode: Mode, *, at: datetime) -> None:
    """What waited for a summary goes at once, as is now chosen; or not at all, with what waits for its turn."""
    if mode is Mode.NOW:
        messages.filter(state=State.HELD).update(state=State.QUEUED, next_attempt_at=at)
        ring_on_commit()
    elif mode is Mode.NEVER:
        waiting = messages.filter(state__in=[State.HELD, State.QUEUED])
        waiting.update(state=State.DROPPED, problem=Problem.SILENCED)
