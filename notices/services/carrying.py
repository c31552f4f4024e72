"""The conversation with a mail server: one connection, reused, opened again when the server has ended it."""

import smtplib
from collections.abc import Sequence
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

from notices.rules.retry import GOING_AWAY, Outcome, outcome_of, refuses_the_address
from notices.selectors.writing import Assembled

OK, OK_ELSEWHERE, TEXT_PLEASE = 250, 251, 354
WELCOME = ((OK,), (OK, OK_ELSEWHERE), (TEXT_PLEASE,))  # to a sender, to a recipient, to the wish to send a text
Reply = tuple[int, bytes]
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


def sender_refused(code: int, reply: bytes, sender: str, _to: str) -> smtplib.SMTPException:
    """As `sendmail` says it."""
    return smtplib.SMTPSenderRefused(code, reply, sender)


def recipient_refused(code: int, reply: bytes, _sender: str, to: str) -> smtplib.SMTPException:
    """As `sendmail` says it."""
    return smtplib.SMTPRecipientsRefused({to: (code, reply)})


def text_refused(code: int, reply: bytes, _sender: str, _to: str) -> smtplib.SMTPException:
    """As `sendmail` says it."""
    return smtplib.SMTPDataError(code, reply)


REFUSALS = (sender_refused, recipient_refused, text_refused)


class Conversation(smtplib.SMTP):
    """SMTP that knows whether the text was on its way, and then waits longer: servers read before they answer."""

    text_went = False
    answer_seconds: float

    def hand_over(self, sender: str, to: str, content: bytes) -> None:
        """As `sendmail` to one recipient, its lines ended by CRLF, without taking plain addresses apart again for each;
        a server that allows it is asked in two turns instead of four (RFC 2920). Raises as `sendmail` does."""
        self.text_went = False
        self.ehlo_or_helo_if_needed()
        size = f" size={len(content)}" if self.has_extn("size") else ""
        asked = [f"MAIL FROM:<{sender}>{size}", f"RCPT TO:<{to}>", "DATA"]
        replies = self._at_once(asked) if self.has_extn("pipelining") else self._by_turns(asked)
        for reply, welcome, refusal in zip(replies, WELCOME, REFUSALS, strict=False):
            if reply[0] not in welcome:
                self._give_up(reply[0], asked_for_text=replies[-1][0] == TEXT_PLEASE)
                raise refusal(*reply, sender, to)
        self._text(content)

    def _by_turns(self, asked: Sequence[str]) -> list[Reply]:
        """The replies to lines that are said one after another, up to the first that is not welcome."""
        replies = []
        for line, welcome in zip(asked, WELCOME, strict=True):
            replies.append(self.docmd(line))
            if replies[-1][0] not in welcome:
                break
        return replies

    def _at_once(self, asked: Sequence[str]) -> list[Reply]:
        """The replies to lines that are said in one breath; none come after one that says good-bye."""
        if any(end in line for line in asked for end in "\r\n"):
            raise ValueError("A line of SMTP holds no end of line")
        self.send("".join(f"{line}\r\n" for line in asked))
        replies = []
        for _line in asked:
            replies.append(self.getreply())
            if replies[-1][0] == GOING_AWAY:
                break
        return replies

    def _text(self, content: bytes) -> None:
        """The text, which the server asked for; raises SMTPDataError when it does not take it."""
        self.text_went = True
        self._wait(self.answer_seconds)
        try:
            self.send(content.replace(b"\r\n.", b"\r\n..") + b".\r\n")
            code, reply = self.getreply()
        finally:
            self._wait(settings.EMAIL_TIMEOUT)
        if code != OK:
            self._give_up(code, asked_for_text=False)
            raise smtplib.SMTPDataError(code, reply)

    def _give_up(self, code: int, *, asked_for_text: bool) -> None:
        """After a refusal: a server that asks for the text all the same gets none, which goes to nobody; it forgets
        what was begun; one that says 421 is gone."""
        if code == GOING_AWAY:
            self.close()
            return
        # A server that hangs up now has said already what it thinks: its refusal counts, and not its leaving.
        with suppress(smtplib.SMTPServerDisconnected, OSError):
            if asked_for_text:
                self.send(b".\r\n")
                self.getreply()
            self._rset()  # type: ignore[attr-defined]

    def _wait(self, seconds: float) -> None:
        if self.sock is not None:
            self.sock.settimeout(seconds)


class EncryptedConversation(Conversation, smtplib.SMTP_SSL):
    """The same, encrypted from the first byte."""


class SmtpBackend(EmailBackend):
    """Django's, with our kind of conversation."""

    @property
    def connection_class(self) -> type[Conversation]:
        """What Django opens."""
        return EncryptedConversation if self.use_ssl else Conversation


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
