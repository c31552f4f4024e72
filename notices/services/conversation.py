"""The conversation with a mail server by SMTP: one message handed over, in as few turns as the server allows."""

import smtplib
from collections.abc import Sequence
from contextlib import suppress

from django.conf import settings
from django.core.mail.backends.smtp import EmailBackend

from notices.rules.retry import GOING_AWAY

OK, OK_ELSEWHERE, TEXT_PLEASE = 250, 251, 354
WELCOME = ((OK,), (OK, OK_ELSEWHERE), (TEXT_PLEASE,))  # to a sender, to a recipient, to the wish to send a text
Reply = tuple[int, bytes]


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
