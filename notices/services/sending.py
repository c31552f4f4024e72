"""The one way to send mail. Everything becomes a row first; a worker sends it and says how it went."""

import secrets as randomness
import smtplib
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.utils import make_msgid
from typing import Any

from celery import current_app
from django.conf import settings
from django.core.mail import get_connection
from django.db import transaction
from django.db.models import F, Model
from django.utils import timezone

from notices.models import Message
from notices.rules.retry import is_final, wait_after
from notices.rules.secrets import placeholders
from notices.selectors.choices import Recipient, fates_for
from notices.selectors.writing import mail_of, words_for

State = Message.State
LOST_AFTER = timedelta(minutes=10)  # far longer than EMAIL_TIMEOUT: whoever was sending is dead


@dataclass(frozen=True)
class Problem:
    """Why a mail did not go; doubtful when the server may have taken it, hopeless when trying again is no use."""

    error: Exception
    is_doubtful: bool
    is_hopeless: bool = False


def send(
    kind: str,
    to: str,
    context: Mapping[str, Any],
    *,
    person: Model | None = None,
    programme_id: int | None = None,
    about: Mapping[str, Any] | None = None,
    secrets: Mapping[str, str] | None = None,
    language: str | None = None,
    at: datetime | None = None,
) -> Message:
    """Queue one message to one address, written by `templates/emails/<kind>.txt`, to go when the transaction commits.

    It waits for a summary, or does not go, where its address, the programme or the person says so; raises
    UnknownKindError. `secrets` (codes, links) are never stored: a message that has some is sent by this process, which
    alone knows them.
    """
    at = at or timezone.now()
    [fate] = fates_for(kind, [Recipient(to, person.pk if person else None)], programme_id)
    given = dict(secrets or {})
    marks = placeholders(given, randomness.token_hex(4))
    language = language or settings.LANGUAGE_CODE
    subject, text = words_for(kind, {**context, **marks}, language)
    message = Message.objects.create(
        message_id=make_msgid(domain=settings.MESSAGE_ID_DOMAIN),
        kind=kind,
        to=to,
        person_id=person.pk if person else None,
        programme_id=programme_id,
        about=dict(about or {}),
        language=language,
        subject=subject[:250],
        text=text,
        marks=marks,
        state=fate.state,
        problem=fate.problem,
        queued_at=at,
        next_attempt_at=at,
    )
    if message.state != State.QUEUED:
        return message
    if given:
        transaction.on_commit(lambda: deliver(message_pk=message.pk, at=timezone.now(), secrets=given))
    else:
        transaction.on_commit(lambda: ring(message.pk), robust=True)
    return message


def ring(message_pk: int) -> None:
    """Ask a worker to deliver now; when the broker is away, the sweep finds the row."""
    current_app.send_task("notices.tasks.deliver_message", [message_pk], retry=False)


def deliver(*, message_pk: int, at: datetime, secrets: Mapping[str, str] | None = None) -> bool:
    """Send one queued message and mark how it went; False when another worker has it or it did not go.

    The row is committed as `sending` before the server hears of it: who dies in between leaves a doubt, never a second
    mail.
    """
    if not _claim(message_pk, at):
        return False
    message = Message.objects.get(pk=message_pk)
    problem = _hand_over(message, secrets or {})
    if problem is None:
        Message.objects.filter(pk=message_pk).update(state=State.SENT, sent_at=at, problem="")
        return True
    _mark_problem(message, problem, at)
    return False


def _hand_over(message: Message, secrets: Mapping[str, str]) -> Problem | None:
    """Give the mail to the server; what went wrong, or None."""
    try:
        mail = mail_of(message, secrets)
        connection = get_connection()
        connection.open()
    except (OSError, smtplib.SMTPException) as error:
        return Problem(error, is_doubtful=False)
    except ValueError as error:  # an address or a header that no server would take
        return Problem(error, is_doubtful=False, is_hopeless=True)
    try:
        connection.send_messages([mail])
    except (smtplib.SMTPResponseException, smtplib.SMTPRecipientsRefused) as error:
        return Problem(error, is_doubtful=False)
    except ValueError as error:
        return Problem(error, is_doubtful=False, is_hopeless=True)
    except Exception as error:  # no answer that we understand: the server, or a service, may or may not have taken it
        return Problem(error, is_doubtful=True)
    finally:
        with suppress(OSError, smtplib.SMTPException):
            connection.close()
    return None


def _claim(message_pk: int, at: datetime) -> bool:
    """Take the row out of the queue; of two who try, one succeeds."""
    queued = Message.objects.filter(pk=message_pk, state=State.QUEUED)
    with transaction.atomic(durable=True):  # refused inside another transaction, where the mark would not last
        return queued.update(state=State.SENDING, claimed_by=0, tried_at=at, attempts=F("attempts") + 1) == 1


def _mark_problem(message: Message, problem: Problem, at: datetime) -> None:
    """A temporary refusal goes back to the queue with a later time; a final one fails; a doubt waits for a person."""
    wait = wait_after(message.attempts)
    code = code_of(problem.error)
    hopeless = problem.is_hopeless or wait is None or is_final(code) or bool(message.marks)
    message.state = State.UNKNOWN if problem.is_doubtful else State.FAILED if hopeless else State.QUEUED
    message.next_attempt_at = at + (wait or timedelta())
    message.problem = f"{type(problem.error).__name__} {code or ''}".strip()
    message.save(update_fields=["state", "next_attempt_at", "problem"])


def code_of(problem: Exception) -> int | None:
    """The mail server's three digits, where it gave any; a refused recipient's are inside the exception."""
    if isinstance(problem, smtplib.SMTPRecipientsRefused):
        return next((code for code, _reply in problem.recipients.values()), None)
    code = getattr(problem, "smtp_code", None)
    return code if isinstance(code, int) else None


def sweep(*, at: datetime) -> tuple[int, int]:
    """Ring for every message that is due; call what was left half sent unknown. Returns (rung, unknown)."""
    lost = Message.objects.in_hand().filter(tried_at__lt=at - LOST_AFTER)
    doubtful = lost.update(state=State.UNKNOWN)
    # A secret died with the process that knew it: its message can no longer be sent.
    stale = Message.objects.due(at - LOST_AFTER).exclude(marks={})
    stale.update(state=State.FAILED, tried_at=at, problem="SecretLost")
    due = list(Message.objects.due(at).filter(marks={}).values_list("pk", flat=True)[:1000])
    for pk in due:
        ring(pk)
    return len(due), doubtful
