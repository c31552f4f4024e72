"""A message as a row that is not stored yet: of its own words, of many that have words in common, or a summary."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from email.utils import make_msgid
from typing import Any

from django.conf import settings

from notices.models import Message
from notices.rules.fate import Fate
from notices.rules.secrets import cut
from notices.selectors.choices import Recipient
from notices.selectors.writing import words_for

LONGEST_SUBJECT = 250


@dataclass(frozen=True)
class Page:
    """What is the same on every message that is asked for together; `sender` where who asks has looked it up once."""

    kind: str
    at: datetime
    programme_id: int | None
    language: str
    sender: str = ""


def row_of(page: Page, to: Recipient, fate: Fate, **words: Any) -> Message:
    """The row; `words` are what it says, in columns: its own, or what is put into those of a mailing."""
    return Message(
        message_id=make_msgid(domain=settings.MESSAGE_ID_DOMAIN),
        kind=page.kind,
        to=to.address,
        person_id=to.person_id,
        programme_id=page.programme_id,
        language=page.language,
        state=fate.state,
        problem=fate.problem,
        queued_at=page.at,
        next_attempt_at=page.at,
        **words,
    )


def written_row(
    page: Page,
    to: Recipient,
    fate: Fate,
    *,
    context: Mapping[str, Any],
    marks: dict[str, str],
    links: Mapping[str, Mapping[str, Any]],
    about: Mapping[str, Any] | None = None,
) -> Message:
    """A row of its own words, written with its places for codes and links in them."""
    given = {**context, **marks}
    subject, text = words_for(page.kind, given, page.language, programme_id=page.programme_id, sender=page.sender)
    return row_of(
        page,
        to,
        fate,
        subject=cut(subject, LONGEST_SUBJECT),
        text=text,
        marks=marks,
        links={name: dict(link) for name, link in links.items()},
        about=dict(about or {}),
    )
