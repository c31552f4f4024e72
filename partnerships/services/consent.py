"""Writes about what contacts agreed to."""

import re
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.models import Person
from audit.services import record
from partnerships.errors import WordingMissingError
from partnerships.models import ConsentWording, Contact, Programme
from partnerships.services.contacts import consent_in_short, locked, save
from partnerships.services.holding import hold_programmes


@transaction.atomic
def add_wording(*, programme: Programme, text: str, by: Person | None, at: datetime, key: str = "") -> ConsentWording:
    """A wording that people can agree to, under the next key (v1, v2 …) unless one is given; it never changes again.

    The words of the newest wording once more give that one. Raises WordingMissingError for no words.
    """
    words = text.strip()
    if not words:
        raise WordingMissingError
    hold_programmes([programme.pk])  # two who add a wording take turns
    newest = programme.consent_wordings.order_by("-made_at", "-pk").first()
    if newest and newest.text == words and key in ("", newest.key):
        return newest
    wording = ConsentWording.objects.create(programme=programme, key=key or next_key(programme), text=words, made_at=at)
    record(actor=by, action="contact.wording_added", at=at, subject=wording, programme_id=programme.pk)
    return wording


def next_key(programme: Programme) -> str:
    """One more than the highest number that follows a v."""
    keys = programme.consent_wordings.values_list("key", flat=True)
    numbers = [int(found[1]) for key in keys if (found := re.fullmatch(r"v([0-9]{1,9})", key))]
    return f"v{max(numbers, default=0) + 1}"


@transaction.atomic
def withdraw_consent(*, contact: Contact, seen: int, by: Person | None, at: datetime) -> Contact:
    """They agree no longer: nothing is shown to agencies. What they had agreed to stays in the trail.

    Where there is no consent nothing happens. Raises ContactChangedError when `seen` is no longer the version.
    """
    hold_programmes([contact.programme_id])
    stored = Contact.objects.select_for_update().filter(pk=contact.pk).first()
    if stored is not None and stored.consent_wording_id is None:
        return stored
    row = locked(contact, seen)
    was = consent_in_short(row)
    gone: dict[str, Any] = {"consent_wording": None, "consented_on": None, "consented_how": ""}
    gone |= {
        "share_with_agencies": False,
        "consent_withdrawn_on": timezone.localdate(at),
    }  # no older file brings it back
    save(row, gone)
    record(actor=by, action="contact.consent_withdrawn", at=at, subject=row, programme_id=row.programme_id, details=was)
    return row
