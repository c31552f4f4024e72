"""Links for one purpose, one person or one address: issued, used up, revoked."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction

from accounts.errors import LinkRefusedError
from accounts.models import Link, Person, one_spelling
from accounts.rules.purposes import Purpose
from accounts.selectors import find_link, hash_of
from audit.services import record

TOKEN_BYTES = 32


@dataclass(frozen=True)
class IssuedLink:
    """A new link and its token. The token is known now and never again: put it into a message as a secret."""

    link: Link
    token: str


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
