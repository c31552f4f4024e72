"""A person's card as a text/vcard file (RFC 6350, version 4.0)."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

MOST_OCTETS = 75
ESCAPED = str.maketrans({"\\": "\\\\", ",": "\\,", ";": "\\;", "\n": "\\n"})


@dataclass(frozen=True)
class Card:
    """What a card says; empty parts are left out."""

    name: str
    organisation: str = ""
    job_title: str = ""
    email: str = ""
    phone: str = ""


def vcard(card: Card) -> bytes:
    """The file, in UTF-8 with the line ends and folds that the standard asks for."""
    parts = [("ORG", card.organisation), ("TITLE", card.job_title), ("EMAIL", card.email), ("TEL", card.phone)]
    given = [f"{name}:{escaped(value)}" for name, value in parts if value]
    lines = ["BEGIN:VCARD", "VERSION:4.0", "KIND:individual", f"FN:{escaped(card.name)}", *given, "END:VCARD"]
    return b"".join(b"\r\n ".join(folded(line)) + b"\r\n" for line in lines)


def escaped(value: str) -> str:
    """A value in which nothing can end it or begin another: controls are gone, separators escaped."""
    lines = value.replace("\r\n", "\n").replace("\r", "\n")
    kept = (letter for letter in lines if letter == "\n" or unicodedata.category(letter) not in {"Cc", "Cs"})
    return "".join(kept).translate(ESCAPED)


def folded(line: str) -> Iterable[bytes]:
    """A line in parts of at most 75 octets, the space before each but the first counted; no letter is cut."""
    part, room = b"", MOST_OCTETS
    for letter in line:
        octets = letter.encode()
        if len(part) + len(octets) > room:
            yield part
            part, room = b"", MOST_OCTETS - 1
        part += octets
    yield part
