"""The one way to send mail. Everything becomes a row first; a worker sends it and says how it went."""

import secrets as randomness
from collections.abc import Mapping
from datetime import datetime
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
from notices.services.ringing import ring_on_commit
from notices.services.rows import Page, written_row
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
    reader = Recipient(to, person.pk if person else None)
    [fate] = fates_for(kind, [reader], programme_id)
    made_later = _links_of(kind, reader.person_id, secrets or {}, links or {})
    marks = placeholders([*(secrets or {}), *made_later], randomness.token_hex(4))
    page = Page(kind, at or timezone.now(), programme_id, language or settings.LANGUAGE_CODE)
    message = written_row(page, reader, fate, context=context, marks=marks, links=made_later, about=about)
    message.save(force_insert=True)
    if message.state == Message.State.QUEUED:
        _see_off(message, dict(secrets or {}))
    return message


def _links_of(
    kind: str, person_id: int | None, secrets: Mapping[str, str], links: Mapping[str, Mapping[str, Any]]
) -> dict[str, Mapping[str, Any]]:
    """What is stored of the links that whoever sends it will make: those asked for, and the one to one's choices."""
    if secrets and links:
        raise ValueError("A message has secrets or links, not both: who knows the one need not make the other")
    check_makers(links)
    of_choices = {} if secrets else choices_asked(kind_of(kind), person_id)
    return {**of_choices, **links}


def _see_off(message: Message, secrets: Mapping[str, str]) -> None:
    """When the transaction commits: by this process where there are secrets, else by whichever worker comes first."""
    if secrets:
        transaction.on_commit(lambda: deliver_now(message_pk=message.pk, at=timezone.now(), secrets=secrets))
    else:
        ring_on_commit()
