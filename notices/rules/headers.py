"""Lines of a mail's head, safe whatever people are called.

Source: RFC 2047 for words beyond ASCII, RFC 5322 for folding.
"""

import re
from binascii import b2a_base64
from collections.abc import Iterator
from email.utils import parseaddr
from textwrap import wrap

EOL = b"\r\n"
FOLDED = b"\r\n "
LONGEST_LINE = 998
GOOD_LINE = 76
ENCODED_AT_ONCE = 45  # bytes of UTF-8 in one encoded word: 72 characters with its frame, and 75 are allowed
NAME = re.compile(r"[A-Za-z][A-Za-z0-9-]*\Z")
PRINTABLE = re.compile(r"[ -~]*\Z")
ADDRESS = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9.-]+\Z")


class HeaderRefusedError(ValueError):
    """A header that no mail server should be given: it may hold an end of line, or has letters it must not have."""


def checked_name(name: str) -> str:
    """A header's name; raises HeaderRefusedError."""
    if not NAME.match(name):
        raise HeaderRefusedError(name)
    return name


def one_line(line: str) -> bytes:
    """A header on one physical line, its end with it; raises HeaderRefusedError when it is too long or not plain."""
    if not PRINTABLE.match(line) or len(line) > LONGEST_LINE:
        raise HeaderRefusedError(line[:GOOD_LINE])
    return line.encode("ascii") + EOL


def subject_line(subject: str) -> bytes:
    """The line or lines of a subject, in one line of words however it was written."""
    subject = " ".join(subject.split())
    line = f"Subject: {subject}"
    if not is_plain(subject):
        return b"Subject: " + FOLDED.join(encoded_words(subject)) + EOL
    if len(line) <= GOOD_LINE:
        return line.encode("ascii") + EOL
    folded = wrap(line, GOOD_LINE, break_long_words=False, break_on_hyphens=False)
    if any(len(part) > GOOD_LINE for part in folded[1:]) or folded[0] == "Subject:":
        return b"Subject: " + FOLDED.join(encoded_words(subject)) + EOL
    return FOLDED.join(part.encode("ascii") for part in folded) + EOL


def address_field(name: str, address: str) -> bytes:
    """`"O'Brien" <o@mail.example>`, or the address alone without a name; raises HeaderRefusedError for the address."""
    if not ADDRESS.match(address) or len(address) > LONGEST_LINE // 2:
        raise HeaderRefusedError(address[:GOOD_LINE])
    plain, name = address.encode("ascii"), " ".join(name.split())
    if not name:
        return plain
    if is_plain(name) and len(name) < LONGEST_LINE // 4:
        escaped = name.replace("\\", "\\\\").replace('"', '\\"')
        return b'"%s" <%s>' % (escaped.encode("ascii"), plain)
    return FOLDED.join([*encoded_words(name), b"<%s>" % plain])


def sender_field(sender: str) -> bytes:
    """What stands in `From`, of a setting such as `Learning to Deliver <portal@portal.example>`."""
    return address_field(*parseaddr(sender))


def is_plain(words: str) -> bool:
    """Whether words may stand in a head as they are: printable ASCII that nobody takes for encoded words."""
    return bool(PRINTABLE.match(words)) and "=?" not in words


def encoded_words(words: str) -> list[bytes]:
    """Words beyond ASCII, as encoded words of whole characters."""
    return [b"=?utf-8?b?" + b2a_base64(piece, newline=False) + b"?=" for piece in _pieces(words)]


def _pieces(words: str) -> Iterator[bytes]:
    """UTF-8 in pieces of at most 45 bytes, no character torn."""
    piece = b""
    for letter in words:
        character = letter.encode("utf-8", "replace")
        if len(piece) + len(character) > ENCODED_AT_ONCE:
            yield piece
            piece = b""
        piece += character
    yield piece
