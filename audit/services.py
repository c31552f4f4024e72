"""The one way to write to the audit trail."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import models, transaction

from audit.errors import NotInTransactionError
from audit.models import Entry


def record(
    *,
    actor: models.Model | None,
    action: str,
    at: datetime,
    subject: models.Model | None = None,
    programme_id: int | None = None,
    details: Mapping[str, Any] | None = None,
) -> Entry:
    """Add one entry, in the transaction of the deed; raises NotInTransactionError outside one.

    `details` is JSON, without personal data beyond ids; `actor` is a person, or None for the clock.
    """
    entry = _entry(actor, action, at, subject, programme_id, details)
    entry.save(force_insert=True)
    return entry


def record_each(
    *,
    actor: models.Model | None,
    action: str,
    at: datetime,
    subjects: Iterable[tuple[models.Model, Mapping[str, Any]]],
    programme_id: int | None = None,
) -> None:
    """The same deed done to many, each with its own details: an entry for each, in one statement for many."""
    made = [_entry(actor, action, at, subject, programme_id, details) for subject, details in subjects]
    Entry.objects.bulk_create(made, batch_size=2_000)


def _entry(
    actor: models.Model | None,
    action: str,
    at: datetime,
    subject: models.Model | None,
    programme_id: int | None,
    details: Mapping[str, Any] | None,
) -> Entry:
    if not transaction.get_connection().in_atomic_block:
        raise NotInTransactionError(action)
    if actor is not None and actor._meta.label != settings.AUTH_USER_MODEL:
        raise TypeError(f"An actor is a person, not {actor._meta.label}")
    return Entry(
        actor_id=actor.pk if actor else None,
        action=action,
        at=at,
        subject_kind=subject._meta.label_lower if subject else "",
        subject_key=str(subject.pk) if subject else "",
        programme_id=programme_id,
        details=dict(details or {}),
    )
