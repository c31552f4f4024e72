"""What changes an account, its sessions and its links."""

import secrets
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from allauth.account.models import EmailAddress
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import Exists, OuterRef
from django.urls import reverse

from accounts.errors import LinkRefusedError, LinkTooLateError, NotYourSessionError
from accounts.models import Link, Person, one_spelling
from accounts.rules.message_links import CHOOSING, LEAVING, subject_of
from accounts.rules.purposes import Purpose
from accounts.selectors import find_link, hash_of, live_keys
from audit.services import record
from kit.copying import copy_lines, line_of
from kit.locks import hold
from notices.services import sending as notices

TOKEN_BYTES = 32
LINK_MAKER = "accounts.link"
WAY_OUT_MAKER = "accounts.way_out"
CHOICES_MAKER = "accounts.choices"
ABOUT_EMAILS = "about:emails"


@dataclass(frozen=True)
class IssuedLink:
    """A new link and its token. The token is known now and never again: put it into a message as a secret."""

    link: Link
    token: str


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


@transaction.atomic
def end_session(*, pk: int, person: Person, by: Person, at: datetime) -> None:
    """End one session of a person; raises NotYourSessionError for another's or one that is over."""
    session = UserSession.objects.select_for_update().filter(pk=pk, user=person).first()
    if session is None:
        raise NotYourSessionError
    _end([session])
    record(actor=by, action="person.sessions_ended", at=at, subject=person, details={"count": 1})


@transaction.atomic
def end_sessions(*, person: Person, by: Person | None, at: datetime, keep: str | None = None) -> int:
    """End every session of a person but the one with the key `keep`; returns how many."""
    sessions = list(UserSession.objects.filter(user=person).exclude(session_key=keep or ""))
    alive = live_keys((session.session_key for session in sessions), at=at)
    _end(sessions)
    if alive:
        record(actor=by, action="person.sessions_ended", at=at, subject=person, details={"count": len(alive)})
    return len(alive)


def _end(sessions: list[UserSession]) -> None:
    """The session itself and our note of it."""
    Session.objects.filter(session_key__in=[session.session_key for session in sessions]).delete()
    UserSession.objects.filter(pk__in=[session.pk for session in sessions]).delete()


def forget_ended_sessions(*, at: datetime) -> int:
    """Delete what is over, and with it the address and browser it came from; returns how many were listed."""
    Session.objects.filter(expire_date__lte=at).delete()
    alive = Session.objects.filter(session_key=OuterRef("session_key"))
    gone, _ = UserSession.objects.filter(~Exists(alive)).delete()
    return int(gone)


@transaction.atomic
def issue_link(
    *,
    purpose: Purpose,
    subject: str,
    by: Person | None,
    at: datetime,
    person: Person | None = None,
    email: str = "",
    lifetime: timedelta | None = None,
) -> IssuedLink:
    """A fresh link for one person or one bare address; earlier ones stay valid. `by` is None for the clock."""
    token = secrets.token_urlsafe(TOKEN_BYTES)
    link = Link.objects.create(
        token_hash=hash_of(token),
        purpose=purpose.name,
        person=person,
        email="" if person else one_spelling(email),
        subject=subject,
        made_at=at,
        expires_at=at + (lifetime or purpose.lifetime),
    )
    record(actor=by, action="link.issued", at=at, subject=link, details={"purpose": purpose.name, "about": subject})
    return IssuedLink(link=link, token=token)


def link_asked(
    *,
    page: str,
    purpose: Purpose,
    subject: str,
    by: Person | None,
    at: datetime,
    person: Person | None = None,
    email: str = "",
) -> dict[str, Any]:
    """What a message stores of a link that is issued while it is sent, to the page of that URL name; it ends a lifetime
    from `at`, however late the message goes."""
    return {
        "maker": LINK_MAKER,
        "page": page,
        "purpose": purpose.name,
        "subject": subject,
        "by": by.pk if by else None,
        "person": person.pk if person else None,
        "email": email,
        "expires_at": (at + purpose.lifetime).isoformat(),
    }


def link_while_sending(asked: Mapping[str, Any], at: datetime) -> str:
    """The address of a fresh link, of what `link_asked` gave; raises LinkTooLateError when it would be dead."""
    left = datetime.fromisoformat(asked["expires_at"]) - at
    if left <= timedelta():
        raise LinkTooLateError
    people = Person.objects.in_bulk([pk for pk in (asked["by"], asked["person"]) if pk])
    issued = issue_link(
        purpose=Purpose(asked["purpose"], left),
        subject=asked["subject"],
        by=people.get(asked["by"]),
        at=at,
        person=people.get(asked["person"]),
        email=asked["email"],
    )
    return settings.BASE_URL + reverse(asked["page"], args=[issued.token])


def way_out(asked: Mapping[str, Any], at: datetime) -> str:
    """As `ways_out`, of one."""
    return ways_out([asked], at)[0]


def ways_out(asked: Sequence[Mapping[str, Any]], at: datetime) -> list[str]:
    """Fresh links to leave what one subscribed to, however many in two statements; each for a person or an address."""
    return _issue_many(asked, LEAVING, "unsubscribe", lambda each: subject_of(each["kind"]), at)


def choices_link(asked: Mapping[str, Any], at: datetime) -> str:
    """As `choices_links`, of one."""
    return choices_links([asked], at)[0]


def choices_links(asked: Sequence[Mapping[str, Any]], at: datetime) -> list[str]:
    """Fresh links by which people choose which emails they get, however many in two statements."""
    return _issue_many(asked, CHOOSING, "message_choices_by_link", lambda _each: ABOUT_EMAILS, at)


@transaction.atomic
def _issue_many(
    asked: Sequence[Mapping[str, Any]],
    purpose: Purpose,
    page: str,
    subject: Callable[[Mapping[str, Any]], str],
    at: datetime,
) -> list[str]:
    """The addresses of fresh links for a person or an address each; the trail says how many, in one entry."""
    if not asked:
        return []
    tokens = [secrets.token_urlsafe(TOKEN_BYTES) for _ in asked]
    moments = str(at), str(at + purpose.lifetime)
    lines = (
        line_of(
            hash_of(token),
            purpose.name,
            each["person"],
            "" if each["person"] else one_spelling(each["email"]),
            subject(each),
            *moments,
        )
        for token, each in zip(tokens, asked, strict=True)
    )
    copy_lines(Link, ("token_hash", "purpose", "person", "email", "subject", "made_at", "expires_at"), lines)
    record(actor=None, action="link.issued", at=at, details={"purpose": purpose.name, "number": len(tokens)})
    before, _token, after = reverse(page, args=[tokens[0]]).partition(tokens[0])
    return [f"{settings.BASE_URL}{before}{token}{after}" for token in tokens]


@transaction.atomic
def use_link(*, token: str, purpose: Purpose, at: datetime) -> Link:
    """Use a link up, in the transaction of the deed it is for; raises LinkRefusedError. Of two at once, one wins."""
    link = find_link(token=token, purpose=purpose, at=at)
    if Link.objects.usable(purpose=purpose.name, at=at).filter(pk=link.pk).update(used_at=at) != 1:
        raise LinkRefusedError
    link.used_at = at
    record(actor=link.person, action="link.used", at=at, subject=link, details={"purpose": purpose.name})
    return link


@transaction.atomic
def revoke_links(
    *,
    by: Person | None,
    at: datetime,
    person: Person | None = None,
    email: str | None = None,
    subject: str | None = None,
    purpose: Purpose | None = None,
) -> int:
    """Revoke the unused links of a person or an address, about a subject, for a purpose: those that are all of it.

    Returns how many; raises ValueError when nothing narrows the choice.
    """
    asked = {"person": person, "email": email, "subject": subject, "purpose": purpose.name if purpose else None}
    given = {field: value for field, value in asked.items() if value is not None}
    if not given:
        raise ValueError("Say whose links, about what or for what")
    links = list(Link.objects.not_yet_used().filter(**given).select_for_update())
    Link.objects.filter(pk__in=[link.pk for link in links]).update(revoked_at=at)
    for link in links:
        record(actor=by, action="link.revoked", at=at, subject=link, details={"purpose": link.purpose})
    return len(links)
