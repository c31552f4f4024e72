"""Links that are made while their message is sent: what a message stores of one, and its fresh address."""

import secrets
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from accounts.errors import LinkTooLateError
from accounts.models import Link, Person, one_spelling
from accounts.rules.message_links import CHOOSING, LEAVING, subject_of
from accounts.rules.purposes import Purpose
from accounts.selectors import hash_of
from accounts.services.links import TOKEN_BYTES, issue_link
from audit.services import record
from kit.copying import copy_lines, line_of

LINK_MAKER = "accounts.link"
ABOUT_EMAILS = "about:emails"


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
