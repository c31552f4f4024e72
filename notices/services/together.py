"""Messages of one kind to many, each with words of its own: as `send`, in a few queries however many there are."""

import secrets as randomness
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction

from notices.models import Message
from notices.rules.fate import Fate
from notices.rules.kinds import kind_of
from notices.rules.secrets import placeholders
from notices.rules.senders import sender_of
from notices.rules.streams import choices_asked
from notices.selectors.choices import Recipient, fates_for
from notices.services.ringing import ring_on_commit
from notices.services.rows import Page, written_row

AT_ONCE = 1_000


@dataclass(frozen=True)
class Letter:
    """To whom, and what its template is told; `links` say who makes them while it is sent."""

    to: Recipient
    context: Mapping[str, Any]
    about: Mapping[str, Any] = field(default_factory=dict)
    links: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)


@transaction.atomic
def send_each(
    *, kind: str, letters: Sequence[Letter], at: datetime, programme_id: int | None = None, language: str | None = None
) -> list[Message]:
    """Queue every letter, or keep it, or not, as its reader chose; at most five queries. Raises UnknownKindError."""
    fates = fates_for(kind, [letter.to for letter in letters], programme_id)
    page = Page(kind, at, programme_id, language or settings.LANGUAGE_CODE, sender_of(programme_id))
    messages = [_message(page, letter, fate) for letter, fate in zip(letters, fates, strict=True)]
    Message.objects.bulk_create(messages, batch_size=AT_ONCE)
    ring_on_commit()
    return messages


def _message(page: Page, letter: Letter, fate: Fate) -> Message:
    """One, not stored yet."""
    links = {**choices_asked(kind_of(page.kind), letter.to.person_id), **letter.links}
    marks = placeholders(links, randomness.token_hex(4))
    return written_row(page, letter.to, fate, context=letter.context, marks=marks, links=links, about=letter.about)
