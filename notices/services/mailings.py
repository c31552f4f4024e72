"""One text to many: written and drawn once, with a message a recipient, each sent by the same pipe as any other."""

import secrets as randomness
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import models, transaction

from audit.services import record
from notices.models import Mailing, Message
from notices.rules.fate import Problem
from notices.rules.kinds import Stream, kind_of
from notices.rules.secrets import cut, placeholders
from notices.rules.streams import WAY_OUT, way_out_asked
from notices.selectors.choices import Recipient, fates_for
from notices.selectors.writing import html_of, words_for
from notices.services.ringing import ring_on_commit
from notices.services.rows import LONGEST_SUBJECT, Page, row_of

State = Message.State
AT_ONCE = 2_000
NOT_YET_GOING = [State.HELD, State.QUEUED, State.CLAIMED]


class WordsMissingError(ValueError):
    """Some recipients have a word that others lack: a place would stay empty."""


class AlreadyCancelledError(Exception):
    """Somebody cancelled it before."""


@dataclass(frozen=True)
class Addressee(Recipient):
    """One of many: an address, the person who has it, and their own words; `name` also stands beside the address."""

    values: Mapping[str, str] = field(default_factory=dict)
    about: Mapping[str, Any] = field(default_factory=dict)


@transaction.atomic
def send_to_many(
    *,
    kind: str,
    context: Mapping[str, Any],
    recipients: Iterable[Addressee],
    by: models.Model | None,
    at: datetime,
    programme_id: int | None = None,
    language: str | None = None,
) -> Mailing:
    """Write `templates/emails/<kind>.txt` once and queue it for each recipient, an address once.

    Who does not want the kind, or can get nothing, is kept as a message that does not go; of a subscribed kind each has
    a link of their own to leave it, made while sending. Raises WordsMissingError, UnknownKindError, and ValueError
    without recipients.
    """
    people = once_an_address(recipients)
    links = [WAY_OUT] if kind_of(kind).stream is Stream.SUBSCRIBED else []
    marks = placeholders([*names_of(people), *links], randomness.token_hex(8))
    mailing = _write(kind, {**context, **marks}, marks, language or settings.LANGUAGE_CODE, programme_id)
    mailing.programme_id, mailing.made_by, mailing.made_at = programme_id, by, at  # type: ignore[assignment]
    mailing.save()
    _queue(mailing, people, has_way_out=bool(links))
    record(
        actor=by,
        action="mailing.queued",
        at=at,
        subject=mailing,
        programme_id=programme_id,
        details={"kind": kind, "messages": len(people)},
    )
    ring_on_commit()
    return mailing


@transaction.atomic
def cancel(*, mailing: Mailing, by: models.Model, at: datetime) -> int:
    """Drop what has not begun to go; returns how many. Raises AlreadyCancelledError: of two at once, one wins."""
    if Mailing.objects.filter(pk=mailing.pk, cancelled_at__isnull=True).update(cancelled_at=at) != 1:
        raise AlreadyCancelledError
    dropped = drop_cancelled(mailing_id=mailing.pk)
    record(
        actor=by,
        action="mailing.cancelled",
        at=at,
        subject=mailing,
        programme_id=mailing.programme_id,
        details={"messages": dropped},
    )
    return dropped


def drop_cancelled(*, mailing_id: int) -> int:
    """What waits of a mailing that was cancelled does not go; a worker finds its claim gone, and sends nothing."""
    waiting = Message.objects.filter(mailing=mailing_id, state__in=NOT_YET_GOING)
    return waiting.update(state=State.DROPPED, problem=Problem.CANCELLED, claimed_by=None)


def once_an_address(recipients: Iterable[Addressee]) -> list[Addressee]:
    """Each address once, in any case, and rather with its person than without; raises ValueError for none."""
    found: dict[str, Addressee] = {}
    for one in recipients:
        there = found.setdefault(one.address.lower(), one)
        if there.person_id is None and one.person_id is not None:
            found[one.address.lower()] = one
    if not found:
        raise ValueError("A mailing goes to somebody")
    return list(found.values())


def names_of(people: Sequence[Addressee]) -> list[str]:
    """The names of the words that every recipient has; raises WordsMissingError."""
    names = people[0].values.keys()
    if any(one.values.keys() != names for one in people):
        raise WordsMissingError
    return sorted(names)


def _write(
    kind: str, context: Mapping[str, Any], marks: dict[str, str], language: str, programme_id: int | None
) -> Mailing:
    """The words, not stored yet."""
    subject, text = words_for(kind, context, language, programme_id=programme_id)
    html = html_of(subject, text, language)
    short = cut(subject, LONGEST_SUBJECT)
    return Mailing(kind=kind, language=language, subject=short, text=text, html=html, marks=marks)


def _queue(mailing: Mailing, people: Sequence[Addressee], *, has_way_out: bool) -> None:
    """A message for each; four queries and a statement for every two thousand."""
    fates = fates_for(mailing.kind, people, mailing.programme_id)
    page = Page(mailing.kind, mailing.made_at, mailing.programme_id, mailing.language)
    rows = (
        row_of(
            page,
            one,
            fate,
            mailing=mailing,
            values=dict(one.values),
            links=_way_out(mailing.kind, one) if has_way_out else {},
            about=dict(one.about),
        )
        for one, fate in zip(people, fates, strict=True)
    )
    Message.objects.bulk_create(rows, batch_size=AT_ONCE)


def _way_out(kind: str, one: Addressee) -> dict[str, Any]:
    return {WAY_OUT: way_out_asked(kind, person_id=one.person_id, address=one.address)}
