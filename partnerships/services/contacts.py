"""Writes about contacts. The trail keeps which fields changed, and never what stands in them."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime
from typing import Any, TypedDict, Unpack

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from accounts.models import Person
from audit.services import record
from partnerships.errors import (
    ConsentMissingError,
    ContactChangedError,
    ContactDoesNotFitError,
    ContactKnownError,
    PersonUnsureError,
)
from partnerships.models import ConsentWording, Contact, Partnership, Programme
from partnerships.rules.topics import tidy_topics
from partnerships.selectors.contacts import known_already
from partnerships.services.holding import hold_programme, hold_programmes


class ContactFacts(TypedDict, total=False):
    """What is kept of a contact, all but the name optional."""

    name: str
    partnership: Partnership | None  # None: of the region as a whole
    email: str
    phone: str
    organisation: str
    job_title: str
    topics: Iterable[str]
    consent_wording: ConsentWording | None
    consented_on: date | None
    consented_how: str
    share_with_agencies: bool
    checked_on: date | None


@transaction.atomic
def add_contact(
    *,
    programme: Programme,
    by: Person | None,
    at: datetime,
    among: QuerySet[Contact] | None = None,
    known: Collection[int] = (),
    **facts: Unpack[ContactFacts],
) -> Contact:
    """A contact of a programme, checked on the day of `at` unless said otherwise.

    `among` asks first who is there already: ContactKnownError for any that is not in `known` (ids). Without it nobody
    is asked for. Raises ProgrammeClosedError, ContactDoesNotFitError and ConsentMissingError.
    """
    hold_programme(programme)
    contact = Contact(programme=programme, checked_on=timezone.localdate(at))
    fill(contact, facts)
    refuse_known(contact, among, known)
    contact.save(force_insert=True)
    record(actor=by, action="contact.added", at=at, subject=contact, programme_id=programme.pk)
    return contact


@transaction.atomic
def change_contact(
    *,
    contact: Contact,
    seen: int,
    by: Person | None,
    at: datetime,
    among: QuerySet[Contact] | None = None,
    known: Collection[int] = (),
    same_person: bool | None = None,
    **facts: Unpack[ContactFacts],
) -> Contact:
    """Change what `facts` name; when all of it stands so already, nothing happens, not even in the trail.

    `seen` is the version looked at: ContactChangedError when it is gone. PersonUnsureError when a consent would go
    along with another name and another address and `same_person` is not said. For the rest see `add_contact`.
    """
    row = locked(contact, seen)
    was = consent_in_short(row)
    changed = fill(row, facts)
    if not changed:
        return row
    if {"name", "email", "partnership"} & set(changed):
        refuse_known(row, among, known)
    ends = row.consented_on is not None and consent_ends(changed, "consent_wording" in facts, same_person)
    save(row, end_of_consent(row, was, by, at) if ends else {})
    details = {"fields": sorted(changed)}
    record(actor=by, action="contact.changed", at=at, subject=row, programme_id=row.programme_id, details=details)
    return row


@transaction.atomic
def check_contacts(*, contacts: QuerySet[Contact], seen: Mapping[int, int], on: date, by: Person, at: datetime) -> int:
    """Somebody has looked at these (ids to the versions seen) and says that they are still right; how many it was.

    One that was changed or checked meanwhile is left alone: what was seen of it no longer stands.
    """
    hold_programmes(contacts.filter(pk__in=list(seen)).order_by().values_list("programme", flat=True).distinct())
    unchecked = Q(checked_on__lt=on) | Q(checked_on__isnull=True)
    rows = contacts.filter(unchecked, pk__in=list(seen)).select_for_update(of=("self",)).order_by("pk")
    right = [row for row in rows if row.version == seen[row.pk]]
    for row in right:
        save(row, {"checked_on": on})
        record(actor=by, action="contact.checked", at=at, subject=row, programme_id=row.programme_id)
    return len(right)


@transaction.atomic
def remove_contact(*, contact: Contact, seen: int, by: Person | None, at: datetime) -> None:
    """The contact is gone for good; the trail keeps that there was one. Raises ContactChangedError."""
    row = locked(contact, seen)
    record(actor=by, action="contact.removed", at=at, subject=row, programme_id=row.programme_id)
    row.delete()


def consent_ends(changed: Collection[str], was_asked: bool, same_person: bool | None) -> bool:
    """Whether a consent ends because the entry may be another person's now: it is not handed on.

    Who was not asked about it ends it with another address. Who was, and left it as it is with another name and
    another address, must say: PersonUnsureError. A consent given anew is the new person's.
    """
    if not was_asked:
        return "email" in changed
    if {"consent_wording", "consented_on"} & set(changed) or not {"name", "email"} <= set(changed):
        return False
    if same_person is None:
        raise PersonUnsureError
    return not same_person


def end_of_consent(row: Contact, was: Mapping[str, Any], by: Person | None, at: datetime) -> dict[str, Any]:
    """Nothing is agreed to from now on. The trail keeps what `was`."""
    record(actor=by, action="contact.consent_withdrawn", at=at, subject=row, programme_id=row.programme_id, details=was)
    ended: dict[str, Any] = {"consent_wording": None, "consented_on": None, "consented_how": ""}
    return {**ended, "share_with_agencies": False, "consent_withdrawn_on": timezone.localdate(at)}


def consent_in_short(contact: Contact) -> dict[str, Any]:
    """A consent record without anything that tells whose it is; a way in words of one's own is `other`."""
    how = contact.consented_how
    return {
        "wording": contact.consent_wording_id,
        "on": contact.consented_on.isoformat() if contact.consented_on else "",
        "how": how if how in Contact.How.values else Contact.How.OTHER.value,
        "shared": contact.share_with_agencies,
    }


def locked(contact: Contact, seen: int) -> Contact:
    """The row, held until the transaction ends, its year first; ContactChangedError when the version seen is gone."""
    hold_programmes([contact.programme_id])
    row = Contact.objects.select_for_update().filter(pk=contact.pk, version=seen).first()
    if row is None:
        raise ContactChangedError
    return row


def save(row: Contact, facts: Mapping[str, Any]) -> None:
    """A locked row with these facts, as its next version."""
    for name, value in facts.items():
        setattr(row, name, value)
    row.version += 1
    row.save()


def fill(contact: Contact, facts: ContactFacts) -> list[str]:
    """Put facts into a contact, tidied; the names of those that differ. Raises when they do not fit together."""
    changed = []
    for name, value in tidied(facts).items():
        if getattr(contact, name) != value:
            setattr(contact, name, value)
            changed.append(name)
    if contact.consented_on is not None:
        contact.consent_withdrawn_on = None  # they have agreed anew
    refuse_misfits(contact)
    return changed


def tidied(facts: ContactFacts) -> dict[str, Any]:
    """As the table keeps them: addresses in small letters, no space around words, topics each once."""
    words = {name: value.strip() if isinstance(value, str) else value for name, value in facts.items()}
    if "email" in facts:
        words["email"] = facts["email"].strip().lower()
    if "topics" in facts:
        words["topics"] = list(tidy_topics(facts["topics"]))
    return words


def refuse_misfits(contact: Contact) -> None:
    """Everything of one programme; a wording has its date, and without one nothing is shared."""
    for other in (contact.partnership, contact.consent_wording):
        if other is not None and other.programme_id != contact.programme_id:
            raise ContactDoesNotFitError
    agreed = contact.consent_wording is not None
    if agreed != (contact.consented_on is not None) or (contact.share_with_agencies and not agreed):
        raise ConsentMissingError


def refuse_known(contact: Contact, among: QuerySet[Contact] | None, known: Collection[int]) -> None:
    """Two who add the same person take turns, so that the second is told of the first; so for a form sent twice."""
    if among is None:
        return
    hold_programmes([contact.programme_id])
    found = known_already(
        among,
        programme=contact.programme,
        name=contact.name,
        email=contact.email,
        partnership=contact.partnership,
        apart_from=[contact.pk] if contact.pk else [],
    )
    if {each.pk for each in found} - set(known):
        raise ContactKnownError(tuple(found))
