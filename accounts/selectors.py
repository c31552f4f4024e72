"""Reads about people's sign-in: their second step, their sessions, the links they were sent."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db.models import F

from accounts.errors import LinkRefusedError
from accounts.models import Link, Person
from accounts.rules.browsers import Browser, recognise
from accounts.rules.purposes import Purpose
from kit.prepared import AnyOf, Prepared, PreparedValues


def display_name(person: Person) -> str:
    """How messages of the sign-in library call somebody."""
    return str(person)


# Every page of a manager asks this. The key alone is fetched: the secret stays in the database.
APP_OF_ANYBODY = Prepared(
    lambda: Authenticator.objects.filter(user_id=-1, type=Authenticator.Type.TOTP).only("pk")[:1], -1
)


def has_second_step(person: Person) -> bool:
    """Whether an authenticator app is set up; recovery codes alone do not count."""
    return bool(APP_OF_ANYBODY.fetch(person.pk))


@dataclass(frozen=True)
class SessionRow:
    """One browser in which a person is signed in."""

    pk: int
    browser: Browser
    address: str
    started_at: datetime
    seen_at: datetime
    is_current: bool


def sessions_of(person: Person, *, current: str | None, at: datetime) -> list[SessionRow]:
    """Where a person is signed in at a time, this browser first, then the latest seen; two queries."""
    kept = KEPT.fetch(person.pk)
    alive = live_keys((session.session_key for session in kept), at=at)
    rows = [row_of(session, current) for session in kept if session.session_key in alive]
    return sorted(rows, key=lambda row: not row.is_current)


def live_keys(keys: Iterable[str], *, at: datetime) -> set[str]:
    """Those session keys that still open something at a time."""
    asked = list(keys)
    return {key for (key,) in ALIVE.fetch(asked, at)} if asked else set()


PERSON, KEYS, MOMENT = -1, "<keys>", datetime.min.replace(tzinfo=UTC)  # stand for what is asked about
KEPT = Prepared(lambda: UserSession.objects.filter(user=PERSON).order_by("-last_seen_at", "-pk"), PERSON)
ALIVE = PreparedValues(
    lambda: Session.objects.filter(AnyOf(F("session_key"), KEYS), expire_date__gt=MOMENT).values_list("session_key"),
    *(KEYS, MOMENT),
)


def row_of(session: UserSession, current: str | None) -> SessionRow:
    """What a page shows of a session."""
    return SessionRow(
        pk=session.pk,
        browser=recognise(session.user_agent),
        address=session.ip,
        started_at=session.created_at,
        seen_at=session.last_seen_at,
        is_current=session.session_key == current,
    )


def hash_of(token: str) -> str:
    """What the database knows of a token. A plain hash is enough for 256 random bits: there is nothing to guess."""
    return sha256(token.encode()).hexdigest()


def find_link(*, token: str, purpose: Purpose, at: datetime) -> Link:
    """The link as it is, for showing a page; raises LinkRefusedError. Looking never uses a link up."""
    usable = Link.objects.usable(purpose=purpose.name, at=at).filter(token_hash=hash_of(token))
    link = usable.select_related("person").first()
    if link is None or (link.person and not link.person.is_active):
        raise LinkRefusedError
    return link
