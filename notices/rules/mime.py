"""One text for many, as mail servers take it: encoded once, with each recipient's words put in as bytes.

Source: RFC 2045 for quoted-printable, RFC 2046 for two bodies of the same words, RFC 5322 for lines.
"""

import re
from binascii import b2a_qp
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime
from html import escape
from itertools import chain, zip_longest
from typing import AnyStr

from notices.rules.headers import EOL, address_field, checked_name, one_line, sender_field, subject_line
from notices.rules.secrets import UnknownSecretError

SOFT_BREAK = b"=\r\n"
LONGEST_QUOTED = 76
END_OF_LINE = re.compile(r"\r\n?")
PART = b'Content-Type: text/%s; charset="utf-8"\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n'
OPENING = b'MIME-Version: 1.0\r\nContent-Type: multipart/alternative; boundary="%s"\r\n\r\n'


@dataclass(frozen=True)
class Words:
    """Subject, text and HTML with placeholders; `marks` tells which placeholder stands for which name."""

    subject: str
    text: str
    html: str
    marks: Mapping[str, str]


@dataclass(frozen=True)
class Envelope:
    """What the head of one recipient's mail says; without a name the address stands alone."""

    to: str
    message_id: str
    date: datetime
    name: str = ""


class Template:
    """Words with places for values: what stands between the places, and whose place each is."""

    def __init__(self, words: str, marks: Mapping[str, str]) -> None:
        names = {mark: name for name, mark in marks.items()}
        found = re.split(f"({'|'.join(map(re.escape, names))})", words) if names else [words]
        self.between, self.names = found[::2], [names[mark] for mark in found[1::2]]

    def filled(self, values: Mapping[str, str]) -> str:
        """The words; raises UnknownSecretError when a value is missing."""
        return "".join(interleaved(self.between, [value_of(name, values) for name in self.names]))

    def filled_html(self, values: Mapping[str, str]) -> str:
        """As `filled`, with the values escaped."""
        return "".join(interleaved(self.between, [escape(value_of(name, values)) for name in self.names]))


class Skeleton:
    """A mail of two bodies, whose every part that is the same for all is encoded once.

    `boundary` is one that nobody can guess. Raises HeaderRefusedError for a header that is not plain, and ValueError
    when the HTML lacks a place that the text has.
    """

    def __init__(self, words: Words, *, sender: str, headers: Mapping[str, str], boundary: str) -> None:
        self.subject = Template(words.subject, words.marks)
        self.text, self.html = Template(words.text, words.marks), Template(words.html, words.marks)
        if missing := set(self.text.names) - set(self.html.names):
            raise ValueError(f"The HTML has no place for {', '.join(sorted(missing))}")
        self.headers = {checked_name(name): Template(value, words.marks) for name, value in headers.items()}
        self.subject_of_all = b"" if self.subject.names else subject_line(words.subject)
        self._encode(b"From: " + sender_field(sender) + EOL, boundary.encode("ascii"))

    def _encode(self, sender: bytes, boundary: bytes) -> None:
        """What never differs: the end of the head, and what stands between the values of both bodies."""
        text, html = quoted_between(self.text.between), quoted_between(self.html.between)
        rule = b"--" + boundary
        text[0] = sender + OPENING % boundary + rule + EOL + PART % b"plain" + text[0]
        html[0] = EOL + rule + EOL + PART % b"html" + html[0]
        html[-1] += EOL + rule + b"--" + EOL
        # One list for both: the last of the text and the first of the HTML stand side by side.
        self.between = [*text[:-1], text[-1] + html[0], *html[1:]]

    def assemble(self, values: Mapping[str, str], envelope: Envelope) -> bytes:
        """The whole mail, lines ended by CRLF and none longer than 998.

        Raises UnknownSecretError when a value is missing, and HeaderRefusedError for an address, an identity or a
        header that is not plain.
        """
        plain = [quoted(value_of(name, values)) for name in self.text.names]
        escaped = [quoted(escape(value_of(name, values))) for name in self.html.names]
        return b"".join(chain(self._head(values, envelope), interleaved(self.between, plain + escaped)))

    def _head(self, values: Mapping[str, str], envelope: Envelope) -> Iterator[bytes]:
        """The lines that differ from mail to mail."""
        yield b"To: " + address_field(envelope.name, envelope.to) + EOL
        yield self.subject_of_all or subject_line(self.subject.filled(values))
        yield one_line("Date: " + format_datetime(envelope.date))
        yield one_line("Message-ID: " + envelope.message_id)
        for name, value in self.filled_headers(values).items():
            yield one_line(f"{name}: {value}")

    def filled_headers(self, values: Mapping[str, str]) -> dict[str, str]:
        """The headers that were asked for, with this recipient's links."""
        return {name: value.filled(values) for name, value in self.headers.items()}


def value_of(name: str, values: Mapping[str, str]) -> str:
    """One recipient's words; raises UnknownSecretError."""
    try:
        return values[name]
    except KeyError:
        raise UnknownSecretError(name) from None


def interleaved(between: list[AnyStr], values: list[AnyStr]) -> Iterator[AnyStr]:
    """What stands between, and the values, by turns."""
    return (piece for pair in zip_longest(between, values) for piece in pair if piece is not None)


def quoted_between(between: list[str]) -> list[bytes]:
    """Words between values in quoted-printable; a soft break before each value gives it a line of its own."""
    return [*map(quoted, between[:-1]), quoted_words(between[-1])]


def quoted(value: str) -> bytes:
    """A value in quoted-printable, with a soft break after it."""
    words = quoted_words(value)
    if len(words) - words.rfind(b"\n") > LONGEST_QUOTED:  # no room for the mark of the soft break
        last = 3 if words[-3:-2] == b"=" else 1
        words = words[:-last] + SOFT_BREAK + words[-last:]
    return words + SOFT_BREAK


def quoted_words(words: str) -> bytes:
    """Quoted-printable in lines of at most 76, ends of lines as mail has them."""
    plain = END_OF_LINE.sub("\n", words).encode("utf-8", "replace")
    return b2a_qp(plain).replace(b"\n", EOL)
