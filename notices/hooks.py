"""What a mail service tells over the web, by django-anymail's own view of that service."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from hashlib import sha256
from importlib import import_module
from typing import Any

from django.conf import settings
from django.http import HttpRequest

from notices.rules.bounces import digits_of, meaning
from notices.services.bounces import Event

BACKEND = "anymail.backends."
# Settings by whose value a service signs what it tells, as their names end; the first is asked for by any.
SECRETS = ("WEBHOOK_SECRET", "SIGNING_KEY", "SIGNING_SECRET", "WEBHOOK_KEY", "VERIFICATION_KEY")
IDENTITY = re.compile(r"[!-~]{1,118}\Z")  # what no Message-ID of ours can be is not looked for
OUR_NAME = "message"  # the metadata in which we give a service our own Message-ID


def service_view() -> Any | None:
    """The view of the service that mail is sent by; None where there is none, or no secret it could be known by."""
    if not settings.EMAIL_BACKEND.startswith(BACKEND) or not has_secret():
        return None
    service = settings.EMAIL_BACKEND.removeprefix(BACKEND).partition(".")[0]
    names = (f"{service}_tracking_webhook", f"{service}_webhook")
    patterns = import_module("anymail.urls").urlpatterns
    found = next((pattern.callback for pattern in patterns if pattern.name in names), None)
    return found.view_class(**found.view_initkwargs) if found else None


def has_secret() -> bool:
    """Whether anything of what is told can be trusted."""
    return any(value and name.endswith(SECRETS) for name, value in settings.ANYMAIL.items())


def events_in(request: HttpRequest, view: Any) -> Iterator[Event]:
    """The events that are trouble; raises SuspiciousOperation where secret or signature are wrong, and whatever a body
    that is none makes the service's parser raise."""
    view.setup(request)
    view.run_validators(request)
    for event in view.parse_events(request):
        answer = str(event.mta_response or event.description or "")
        what = meaning(
            event_type=event.event_type, reject_reason=event.reject_reason, answer=answer, raw=event.esp_event
        )
        if what:
            yield Event(
                key=key_of(event, view.esp_name),
                message_ids=ids_of(event),
                recipient=str(event.recipient or ""),
                what=what,
                answer=digits_of(answer),
                happened_at=aware(event.timestamp),
            )


def aware(moment: datetime | None) -> datetime | None:
    """A moment that a service names without a zone is one of UTC."""
    return moment.replace(tzinfo=UTC) if moment and moment.tzinfo is None else moment


def key_of(event: Any, service: str) -> str:
    """The same for the same event: its own id, or all that tells it from another."""
    named = (
        (service, event.event_id) if event.event_id else (service, *ids_of(event), event.event_type, event.timestamp)
    )
    return sha256("\n".join(map(str, named)).encode()).hexdigest()


def ids_of(event: Any) -> tuple[str, ...]:
    """What may be our Message-ID, with the brackets that services leave out."""
    metadata = event.metadata if isinstance(event.metadata, dict) else {}
    given = (metadata.get(OUR_NAME), event.message_id)
    return tuple(f"<{named}>" for one in given if IDENTITY.match(named := str(one).strip("<> ")))
