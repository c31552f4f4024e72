"""What a file of contacts needs to know, and the contacts it makes and changes."""

from datetime import date, datetime

from django.utils import timezone

from partnerships.models import ConsentWording, Contact, Programme
from partnerships.rules.imports.contacts import CONSENT, ContactFacts, KnownContact, plan_contacts
from partnerships.rules.imports.planning import Outcome, Plan, Planned
from partnerships.selectors.contact_list import topics_of
from partnerships.services.contacts import consent_in_short
from partnerships.services.imports.deeds import Deed
from partnerships.services.imports.named_people import spots_of
from partnerships.services.imports.reading import STEP, Reading

PLAIN = ("name", "email", "phone", "organisation", "job_title", "topics", "share_with_agencies")
AGREED = ("consent_wording", "consent_date")
WRITTEN = (*PLAIN, "consent_wording", "consented_on", "consented_how", "consent_withdrawn_on", "version")


def plan_of_contacts(reading: Reading, programme: Programme, at: datetime) -> Plan:
    """Beside every contact of the programme, in four queries."""
    rows = Contact.objects.filter(programme=programme).select_related("consent_wording").order_by("pk")
    known = [
        KnownContact(contact.pk, contact.partnership_id, _values(contact), contact.consent_withdrawn_on)
        for contact in rows
    ]
    keys = list(programme.consent_wordings.order_by("key").values_list("key", flat=True))
    day = timezone.localdate(at)
    facts = ContactFacts(reading.rows, spots_of(programme), known, keys, topics_of(programme), reading.headings, day)
    return plan_contacts(facts)


def _values(contact: Contact) -> dict[str, object]:
    return {
        **{key: getattr(contact, key) for key in PLAIN},
        "consent_wording": contact.consent_wording.key if contact.consent_wording else "",
        "consent_date": contact.consented_on,
    }


def write_contacts(plan: Plan, deed: Deed) -> None:
    """Of a consent that changes, the trail keeps what it was."""
    wordings = {wording.key: wording for wording in ConsentWording.objects.filter(programme=deed.programme)}
    rows = [*plan.of(Outcome.NEW), *plan.of(Outcome.CHANGED)]
    for start in range(0, len(rows), STEP):
        batch = rows[start : start + STEP]
        there = Contact.objects.select_related("consent_wording").in_bulk([row.pk for row in batch if row.pk])
        _keep_consents(batch, there, deed)
        filled = [
            _filled(there.get(row.pk or 0) or _new(row, deed.programme), row, wordings, timezone.localdate(deed.at))
            for row in batch
        ]
        new = Contact.objects.bulk_create([each for each in filled if each.pk is None])
        Contact.objects.bulk_create(
            [each for each in filled if each.pk in there],
            update_conflicts=True,
            unique_fields=["id"],
            update_fields=[*WRITTEN],
        )
        deed.note("contact.added", ((each, {}) for each in new))
        deed.note("contact.changed", [(there[row.pk], told(row)) for row in batch if row.pk in there])
        deed.step(start + len(batch))


def told(row: Planned) -> dict[str, list[str]]:
    """The fields that change, and nothing of what they say: it is about a person."""
    return {"fields": sorted(change.field for change in row.changes)}


def _keep_consents(batch: list[Planned], there: dict[int, Contact], deed: Deed) -> None:
    """An entry of the trail for each consent that a row touches, with what had been agreed to."""
    touched = [row.pk for row in batch if row.pk and {change.field for change in row.changes} & set(CONSENT)]
    deed.note("contact.consent_imported", [(there[pk], consent_in_short(there[pk])) for pk in touched])


def _new(row: Planned, programme: Programme) -> Contact:
    """Nobody has checked them yet: that a file was brought says nothing of who looked through it."""
    return Contact(programme=programme, partnership_id=row.values["place"], version=0)


def _filled(contact: Contact, row: Planned, wordings: dict[str, ConsentWording], day: date) -> Contact:
    """Only what the file changes; how somebody agreed is known anew only with another wording or day."""
    changed = {*PLAIN, *AGREED} if row.pk is None else {change.field for change in row.changes}
    for key in changed & set(PLAIN):
        setattr(contact, key, row.values[key])
    if changed & set(AGREED):
        contact.consent_wording = wordings.get(row.values["consent_wording"])
        contact.consented_on = row.values["consent_date"]
        contact.consented_how = Contact.How.OTHER.value if contact.consent_wording else ""
        contact.consent_withdrawn_on = None if contact.consent_wording or row.pk is None else day
    contact.version += 1
    return contact
