"""Listens to the sign-in library (our own apps send no signals): the audit trail, and what ends other sessions."""

from typing import Any

from allauth.account import signals as account
from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa import signals as second_step
from allauth.usersessions.models import UserSession
from django.contrib.auth import signals as auth
from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import salted_hmac

from accounts.models import Person
from accounts.rules.sessions import SEEN, SIGNED_IN
from accounts.services.sessions import end_sessions
from audit.services import record
from notices.services.suppressions import prove


def connect() -> None:
    """Called once, when every model is loaded."""
    auth.user_logged_in.connect(signed_in)
    auth.user_logged_out.connect(signed_out)
    auth.user_login_failed.connect(sign_in_failed)
    for wrong_code in (
        account.login_code_rejected,
        account.password_reset_code_rejected,
        account.email_verification_code_rejected,
        second_step.authentication_failed,
    ):
        wrong_code.connect(code_rejected)
    for changed in (account.password_changed, account.password_set, account.password_reset):
        changed.connect(password_changed)
    account.email_changed.connect(email_changed)
    second_step.authenticator_added.connect(factor_added)
    second_step.authenticator_removed.connect(factor_removed)
    second_step.authenticator_reset.connect(recovery_codes_made)


@transaction.atomic
def tell(action: str, person: Person | None, actor: Person | None = None, **details: Any) -> None:
    """One row in the audit trail, now."""
    record(actor=actor, action=action, at=timezone.now(), subject=person, details=details)


def signed_in(request: HttpRequest, user: Person, **_: Any) -> None:
    """The session begins to age; it is listed when it comes from a real browser."""
    now = timezone.now()
    request.session[SIGNED_IN] = request.session[SEEN] = int(now.timestamp())
    methods = [step["method"] for step in get_authentication_records(request, user)]
    tell("person.signed_in", user, user, methods=methods)
    if request.META.get("REMOTE_ADDR"):
        UserSession.objects.create_from_request(request)


def signed_out(user: Person | None, **_: Any) -> None:
    if user is not None:
        tell("person.signed_out", user, user)


def sign_in_failed(credentials: dict[str, Any], **_: Any) -> None:
    """The address typed is not kept: only a keyed hash, by which repeated attempts can be counted."""
    tell("person.sign_in_failed", None, address=address_mark(str(credentials.get("email", ""))))


def address_mark(address: str) -> str:
    """64 bits of a keyed hash: the same for the same address, and no way back."""
    return salted_hmac("accounts.sign_in_failed", address, algorithm="sha256").hexdigest()[:16]


def code_rejected(user: Person, **_: Any) -> None:
    tell("person.code_rejected", user)


def password_changed(request: HttpRequest, user: Person, **_: Any) -> None:
    """Whoever knew the old password is signed out everywhere."""
    tell("person.password_changed", user, user)
    end_others(request, user)


def email_changed(request: HttpRequest, user: Person, **_: Any) -> None:
    tell("person.email_changed", user, user)
    prove(address=user.email, by=user, at=timezone.now())
    end_others(request, user)


def factor_added(user: Person, authenticator: Any, **_: Any) -> None:
    tell("person.factor_added", user, user, type=authenticator.type)


def factor_removed(request: HttpRequest, user: Person, authenticator: Any, **_: Any) -> None:
    tell("person.factor_removed", user, user, type=authenticator.type)
    end_others(request, user)


def recovery_codes_made(user: Person, **_: Any) -> None:
    tell("person.recovery_codes_made", user, user)


def end_others(request: HttpRequest, user: Person) -> None:
    """Every session of the person but the one that asks."""
    keep = request.session.session_key if request.user.is_authenticated else None
    end_sessions(person=user, by=user, at=timezone.now(), keep=keep)
