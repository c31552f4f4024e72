"""What mail services tell afterwards, in the portal's terms: kept once, and acted on once."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from notices.models import Message, Report, Suppression
from notices.rules.bounces import What
from notices.services.suppressions import suppress

REASONS = {What.HARD: Suppression.Reason.BOUNCED, What.COMPLAINT: Suppression.Reason.COMPLAINED}


@dataclass(frozen=True)
class Event:
    """One event: `key` is the same however often it is told, `message_id` as in our header, or of the service."""

    key: str
    message_ids: tuple[str, ...]
    recipient: str
    what: What
    answer: str
    happened_at: datetime | None


def take(*, events: Iterable[Event], at: datetime) -> int:
    """Keep what is news; returns how many were. What is about no message of ours, or another address, is ignored."""
    return sum(take_one(event, at=at) for event in events)


@transaction.atomic
def take_one(event: Event, *, at: datetime) -> bool:
    """Keep one event, and send nothing more to an address that mail came back from for good."""
    message = Message.objects.filter(message_id__in=event.message_ids).first()
    if message is None or event.recipient.lower() not in ("", message.to.lower()):
        return False
    facts = {"what": event.what, "answer": event.answer[:20], "happened_at": event.happened_at, "told_at": at}
    _report, is_news = Report.objects.get_or_create(key=event.key, defaults={"message": message, **facts})
    if is_news and event.what in REASONS:
        suppress(address=message.to, reason=REASONS[event.what], message=message, at=at)
    return is_news
