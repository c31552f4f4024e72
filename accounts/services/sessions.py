"""Ending sessions: of one browser, of a person everywhere, and what is kept of those that are over."""

from datetime import datetime

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import Exists, OuterRef

from accounts.errors import NotYourSessionError
from accounts.models import Person
from accounts.selectors import live_keys
from audit.services import record


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
