"""The one way to send mail. Everything becomes a row first; a worker sends it and says how it went."""

import secrets as randomness
from collections.abc import Mapping
from datetime import datetime
from email.utils import make_msgid
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Model
from django.utils import timezone

from notices.models import Message
from notices.rules.kinds import kind_of
from notices.rules.makers import check_makers
from notices.rules.secrets import placeholders
from notices.rules.streams import choices_asked
from notices.selectors.choices import Recipient, fates_for
from notices.selectors.writing import words_for
from notices.services.ringing import ring_on_commit
from notices.services.telling import deliver_now


def send(
    kind: str,
    to: str,
    context: Mapping[str, Any],
    *,
    person: Model | None = None,
    programme_id: int | None = None,
    about: Mapping[str, Any] | None = None,
    secrets: Mapping[str, str] | None = None,
    links: Mapping[str, Mapping[str, Any]] | None = None,
    language: str | None = None,
    at: datetime | None = None,
) -> Message:
    """Queue one message to one address, written by `templates/emails/<kind>.txt`, to go when the transaction commits.

    It waits for a summary, or does not go, where its address, the programme or the person says so. `secrets` (codes)
    are never stored: this process, which alone knows them, sends the message. `links` say who makes them while it is
    sent, by any worker and afresh at each attempt. Raises UnknownKindError, UnknownMakerError, and ValueError for a
    message with both.
    """
    if secrets and links:
        raise ValueError("A message has secrets or links, not both: who knows the one need not make the other")
    check_makers(links or {})
    at = at or timezone.now()
    [fate] = fates_for(kind, [Recipient(to, person.pk if person else None)], programme_id)
    if not secrets:
        links = {**choices_asked(kind_of(kind), person.pk if person else None), **(links or {})}
    marks = placeholders([*(secrets or {}), *(links or {})], randomness.token_hex(4))
    language = language or settings.LANGUAGE_CODE
    subject, text = words_for(kind, {**context, **marks}, language, programme_id=programme_id)
    message = Message.objects.create(
        message_id=make_msgid(domain=settings.MESSAGE_ID_DOMAIN),
        kind=kind,
        to=to,
        person_id=person.pk if person else None,
        programme_id=programme_id,
        about=dict(about or {}),
        language=language,
        subject=subject[:250],
        text=text,
        marks=marks,
        links={name: dict(link) for name, link in (links or {}).items()},
        state=fate.state,
        problem=fate.problem,
        queued_at=at,
        next_attempt_at=at,
    )
    if message.state == Message.State.QUEUED:
        _see_off(message, dict(secrets or {}))
    return message


def _see_off(message: Message, secrets: Mapping[str, str]) -> None:
    """When the transaction commits: by this process where there are secrets, else by whichever worker comes first."""
    if secrets:
        transaction.on_commit(lambda: deliver_now(message_pk=message.pk, at=timezone.now(), secrets=secrets))
    else:
        ring_on_commit()
