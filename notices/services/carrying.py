"""Who takes mail away: one connection to a mail server, reused and opened again when it ended, or another backend."""

import smtplib
from contextlib import suppress
from dataclasses import dataclass
from email.utils import parseaddr
from functools import lru_cache
from typing import Any, Protocol

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.core.mail.backends.smtp import EmailBackend
from django.core.mail.message import sanitize_address

from notices.rules.retry import Outcome, outcome_of, refuses_the_address
from notices.selectors.writing import Assembled
from notices.services.conversation import SmtpBackend

TOO_MANY, CLIENT_ERRORS = 429, range(400, 500)
ABOUT_US = {401, 403, TOO_MANY}  # of a service by HTTP: it knows us not, or we ask too much


@dataclass(frozen=True)
class Answer:
    """What became of one message; the problem is an exception's name and a code, never a server's own words."""

    outcome: Outcome
    problem: str = ""
    refuses_address: bool = False


TAKEN = Answer(Outcome.TAKEN)


class Carrier(Protocol):
    """Whatever takes mail away."""

    def open(self) -> Answer | None:
        """Be ready; None, or why nothing can be sent at present."""

    def pack(self, mail: Assembled) -> Any:
        """A mail as it will travel; raises ValueError for an address or a header that no server would take."""

    def carry(self, parcel: Any) -> Answer:
        """Hand one over."""

    def close(self) -> None:
        """End politely."""


def carrier(*, answer_seconds: float | None = None) -> Carrier:
    """By SMTP, or by whatever else the settings name; how long to wait for its word when it has the text."""
    backend = get_connection()
    if type(backend) is not EmailBackend:
        return BackendCarrier(backend)
    return SmtpCarrier(settings.MAIL_ANSWER_SECONDS if answer_seconds is None else answer_seconds)


@dataclass(frozen=True)
class Parcel:
    """Bytes with an envelope."""

    sender: str
    to: str
    content: bytes


class SmtpCarrier:
    """Over one connection to an SMTP server. Not for two threads."""

    def __init__(self, answer_seconds: float) -> None:
        self.backend = SmtpBackend()
        self.answer_seconds = answer_seconds
        self.carried = 0  # over this connection

    def open(self) -> Answer | None:
        """Call the server unless the line is open; None, or why nothing can be sent at present."""
        if self.backend.connection is not None:
            return None
        self.carried = 0
        try:
            self.backend.open()
        except (smtplib.SMTPException, OSError) as problem:
            return Answer(Outcome.AWAY, named(problem, code_of(problem)))
        conversation: Any = self.backend.connection
        conversation.answer_seconds = self.answer_seconds
        return None

    def pack(self, mail: Assembled) -> Parcel:
        """The bytes that will travel; raises ValueError for an address or a header that no server would take."""
        return Parcel(bare(settings.DEFAULT_FROM_EMAIL), mail.to, mail.as_bytes())

    def carry(self, parcel: Parcel) -> Answer:
        """A long conversation may be ended by the server at any time: what it surely has not got is tried once more."""
        answer = self._try(parcel)
        if answer.outcome is Outcome.AWAY and self.carried:
            self.close()
            answer = self.open() or self._try(parcel)
        return answer

    def _try(self, parcel: Parcel) -> Answer:
        conversation: Any = self.backend.connection
        try:
            conversation.hand_over(parcel.sender, parcel.to, parcel.content)
        except (smtplib.SMTPException, OSError, ValueError) as problem:
            answer = answer_to(problem, text_went=conversation.text_went)
            if conversation.sock is None or answer.outcome in (Outcome.UNKNOWN, Outcome.AWAY):
                self.close()
            return answer
        self.carried += 1
        return TAKEN

    def close(self) -> None:
        """Hang up; a server that is gone already is no problem."""
        with suppress(smtplib.SMTPException, OSError):
            self.backend.close()
        self.backend.connection = None


class BackendCarrier:
    """Over any other backend of Django's: a service by HTTP, the demonstration's outbox, the tests' list."""

    def __init__(self, backend: BaseEmailBackend) -> None:
        self.backend = backend

    def open(self) -> Answer | None:
        """Be ready; None, or why nothing can be sent at present."""
        try:
            self.backend.open()
        except OSError as problem:
            return Answer(Outcome.AWAY, named(problem, None))
        return None

    def pack(self, mail: Assembled) -> EmailMultiAlternatives:
        """The mail itself; raises ValueError for a header that cannot be."""
        mail.as_bytes()
        return mail.as_mail()

    def carry(self, parcel: EmailMultiAlternatives) -> Answer:
        """Hand one over; what the service raises says what became of it."""
        try:
            self.backend.send_messages([parcel])
        except Exception as problem:  # whatever a service's library may raise
            return answer_of_service(problem)
        return TAKEN

    def close(self) -> None:
        """End politely."""
        with suppress(OSError):
            self.backend.close()


@lru_cache(maxsize=8)
def bare(sender: str) -> str:
    """A sender's address without a name, as servers are told it."""
    return parseaddr(sanitize_address(sender, settings.DEFAULT_CHARSET))[1]


def answer_to(problem: Exception, *, text_went: bool) -> Answer:
    """What an exception of smtplib says about the message."""
    code, reply = answer_in(problem)
    outcome = outcome_of(code, text_went=text_went)
    if isinstance(problem, ValueError | smtplib.SMTPNotSupportedError) and not text_went:
        outcome = Outcome.NEVER  # an address that this server's SMTP cannot say
    about_sender = isinstance(problem, smtplib.SMTPSenderRefused)
    if about_sender and outcome is Outcome.NEVER:
        outcome = Outcome.AWAY  # it is us that it does not want: no message can help that
    refused = outcome is Outcome.NEVER and refuses_the_address(code, reply)
    return Answer(outcome, named(problem, code), refuses_address=refused)


def answer_of_service(problem: Exception) -> Answer:
    """What an exception of another backend says; a service that speaks HTTP gives a status."""
    status = getattr(problem, "status_code", None)
    if isinstance(problem, ValueError):
        return Answer(Outcome.NEVER, named(problem, None))
    if status in ABOUT_US or isinstance(problem, ConnectionRefusedError):
        return Answer(Outcome.AWAY, named(problem, status))
    if status in CLIENT_ERRORS:
        return Answer(Outcome.NEVER, named(problem, status))
    return Answer(Outcome.UNKNOWN, named(problem, status))


def answer_in(problem: Exception) -> tuple[int | None, str]:
    """The server's code and words inside an exception; (None, "") when it said nothing that can be understood."""
    code: int | None = None
    reply: bytes | str = b""
    if isinstance(problem, smtplib.SMTPRecipientsRefused):
        code, reply = next(iter(problem.recipients.values()), (None, b""))
    elif isinstance(problem, smtplib.SMTPResponseException) and type(problem) is not smtplib.SMTPResponseException:
        code, reply = problem.smtp_code, problem.smtp_error
    return code, reply.decode(errors="replace") if isinstance(reply, bytes) else reply


def code_of(problem: Exception) -> int | None:
    """The server's three digits, where it gave any."""
    return answer_in(problem)[0]


def named(problem: Exception, code: int | None) -> str:
    """What is stored of a problem."""
    return f"{type(problem).__name__} {code or ''}".strip()
