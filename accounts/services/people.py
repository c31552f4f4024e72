"""What changes an account: its details, and the address that is its name."""

from datetime import datetime

from allauth.account.models import EmailAddress
from django.db import transaction

from accounts.models import Person, one_spelling
from accounts.services.sessions import end_sessions
from audit.services import record
from kit.locks import hold
from notices.services import sending as notices


@transaction.atomic
def change_details(*, person: Person, name: str, phone: str, by: Person, at: datetime) -> None:
    """What others see of a person; the audit trail tells which fields, not what they say."""
    changed = [field for field, value in (("name", name), ("phone", phone)) if getattr(person, field) != value]
    if not changed:
        return
    person.name, person.phone = name, phone
    person.save(update_fields=changed)
    record(actor=by, action="person.details_changed", at=at, subject=person, details={"fields": changed})


@transaction.atomic
def add_person(*, person: Person, by: Person | None, at: datetime) -> None:
    """An operator makes an account (by None: at the command line); the person signs in with a code by email."""
    person.email = one_spelling(person.email)
    person.set_unusable_password()
    person.save()
    person.prove_address()
    record(actor=by, action="person.added", at=at, subject=person, details={"operator": person.is_operator})


def hold_address(email: str) -> None:
    """Whoever looks whether an address has an account, and makes one, waits for whoever is doing so; call it inside a
    transaction, after the lock of a programme where there is one."""
    hold(f"accounts.address:{one_spelling(email)}")


@transaction.atomic
def mend_person(*, person: Person, changed: list[str], by: Person, at: datetime) -> None:
    """An operator corrects an account; whoever may no longer sign in is signed out everywhere."""
    person.save()
    if "email" in changed:
        change_address(person=person, email=person.email, by=by, at=at)
    if not person.is_active:
        end_sessions(person=person, by=by, at=at)
    record(actor=by, action="person.details_changed", at=at, subject=person, details={"fields": changed})


@transaction.atomic
def change_address(*, person: Person, email: str, by: Person, at: datetime) -> None:
    """An operator corrects an address: it counts as proven, every session of the person ends, the old one is told."""
    before = EmailAddress.objects.get_primary(person)
    person.email = one_spelling(email)
    person.save(update_fields=["email"])
    person.prove_address()
    end_sessions(person=person, by=by, at=at)
    record(actor=by, action="person.email_changed", at=at, subject=person)
    if before and before.email != person.email:
        facts = {"timestamp": at, "from_email": before.email, "to_email": person.email}
        notices.send("accounts/email_changed", before.email, facts, person=person, at=at)
