"""Messages in any state, without anything being sent."""

from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

from notices.models import Mailing, Message
from partnerships.models import Programme

ASKED = datetime(2026, 6, 18, 9, 0, tzinfo=UTC)
numbers = count(1)
# What each state needs besides.
NEEDS: dict[str, dict[str, Any]] = {
    "claimed": {"claimed_by": 1},
    "sending": {"claimed_by": 1, "attempts": 1},
    "sent": {"attempts": 1},
    "failed": {"attempts": 1, "problem": "SMTPRecipientsRefused 550"},
    "unknown": {"attempts": 1, "problem": "SMTPServerDisconnected"},
    "dropped": {"problem": "silenced"},
}


def message_in(programme: Programme | None, state: str = "sent", *, at: datetime = ASKED, **given: Any) -> Message:
    """A message in a state, not stored; `at` is when it was asked for."""
    number = next(numbers)
    fields: dict[str, Any] = {
        "message_id": f"<{number}@mail.example>",
        "kind": "projects/shared",
        "to": f"reader{number}@mail.example",
        "programme_id": programme.pk if programme else None,
        "language": "en-gb",
        "subject": f"Email {number}",
        "text": "Dear reader,\n\nPlease read it.\n",
        "state": state,
        "queued_at": at,
        "next_attempt_at": at,
        **NEEDS.get(state, {}),
        **given,
    }
    if fields.get("attempts"):
        fields.setdefault("tried_at", at + timedelta(minutes=1))
    if state == "sent":
        fields.setdefault("sent_at", at + timedelta(minutes=1))
    return Message(**fields)


def make_message(programme: Programme | None, state: str = "sent", **given: Any) -> Message:
    """A message in a state."""
    message = message_in(programme, state, **given)
    message.save()
    return message


def make_mailing(programme: Programme, **given: Any) -> Mailing:
    """A text for many, with `[[name:0a]]` for each one's name."""
    fields = {
        "kind": "test/bulletin",
        "programme_id": programme.pk,
        "language": "en-gb",
        "subject": "News for [[name:0a]]",
        "text": "Dear [[name:0a]],\n\nHere is the news.\n",
        "html": "<p>Dear [[name:0a]],</p>",
        "marks": {"name": "[[name:0a]]"},
        "made_at": ASKED,
        **given,
    }
    return Mailing.objects.create(**fields)
