"""Makes several contacts one."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime

from django.db import transaction

from accounts.models import Person
from audit.services import record
from partnerships.errors import ContactChangedError, ContactDoesNotFitError
from partnerships.models import Contact
from partnerships.rules.duplicates import CHOSEN, JOINED
from partnerships.rules.topics import tidy_topics
from partnerships.services.contacts import save
from partnerships.services.holding import hold_programmes


@transaction.atomic
def merge_contacts(
    *,
    kept: Contact,
    others: Collection[Contact],
    seen: Mapping[int, int],
    sources: Mapping[str, int],
    by: Person,
    at: datetime,
) -> Contact:
    """`kept` takes each part of CHOSEN from the contact that `sources` names by id; the others are removed.

    Topics may come from JOINED. The latest check counts. The trail keeps which part came from whom, as ids.
    Raises ContactChangedError unless all stand in the versions `seen`, ContactDoesNotFitError for a stranger.
    """
    rows = held({kept.pk, *(other.pk for other in others)}, seen)
    if len({row.programme_id for row in rows.values()}) > 1 or not set(sources.values()) <= {*rows, JOINED}:
        raise ContactDoesNotFitError
    facts = {column: value_of(column, source, rows) for part, source in sources.items() for column in CHOSEN[part]}
    stays = rows.pop(kept.pk)
    facts["checked_on"] = latest(row.checked_on for row in (stays, *rows.values()))
    facts["consent_withdrawn_on"] = last_withdrawal([stays, *rows.values()], facts)
    Contact.objects.filter(pk__in=rows).delete()
    save(stays, facts)
    details = {"removed": sorted(rows), "from": dict(sources)}
    record(actor=by, action="contact.merged", at=at, subject=stays, programme_id=stays.programme_id, details=details)
    return stays


def last_withdrawal(rows: Collection[Contact], facts: Mapping[str, object]) -> date | None:
    """The latest day on which one of them agreed no longer; None when the one they become agrees."""
    if facts.get("consented_on"):
        return None
    return latest(row.consent_withdrawn_on for row in rows)


def latest(days: Iterable[date | None]) -> date | None:
    """Of the days there are."""
    return max(filter(None, days), default=None)


def held(pks: Collection[int], seen: Mapping[int, int]) -> dict[int, Contact]:
    """The rows by id, held until the transaction ends, all of them in the versions seen."""
    hold_programmes(Contact.objects.filter(pk__in=pks).order_by().values_list("programme", flat=True).distinct())
    found = Contact.objects.select_for_update().filter(pk__in=pks).order_by("pk")
    rows = {row.pk: row for row in found if row.version == seen.get(row.pk)}
    if set(rows) != set(pks) or len(rows) < 2:
        raise ContactChangedError
    return rows


def value_of(column: str, source: int, rows: Mapping[int, Contact]) -> object:
    """What stands in a column of a source; ContactDoesNotFitError when anything but topics is to be joined."""
    if source != JOINED:
        return getattr(rows[source], column)
    if column != "topics":
        raise ContactDoesNotFitError
    return list(tidy_topics(topic for row in rows.values() for topic in row.topics))
