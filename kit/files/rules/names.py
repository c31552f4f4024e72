"""File names as people send them, made safe to keep, to show and to give back."""

import re
import unicodedata

from kit.files.errors import Code, UploadRefused
from kit.files.rules.kinds import NATURES, Kind

LONGEST = 120
NOT_ALLOWED = re.compile(r'[<>:"/\\|?*]')
RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)", re.IGNORECASE)
# Endings that some system runs: inside a name they are there to deceive.
RUN_ENDINGS = """
    app asp aspx bat cgi cmd com cpl dll docm exe hta htm html jar js jse jsp lnk msi msp php phtml pif pl pptm ps1 py
    reg scr sh svg swf vb vbe vbs ws wsf xhtml xlsm
"""
RUN = frozenset(RUN_ENDINGS.split())


def clean_name(name: str) -> str:
    """The last part of a path, without controls, marks of direction or signs that a file system would mind."""
    last = re.split(r"[/\\]", name)[-1]
    seen = "".join(_seen(character) for character in unicodedata.normalize("NFC", last))
    plain = " ".join(NOT_ALLOWED.sub("_", seen).split()).strip(". ")
    if RESERVED.match(plain):
        plain = f"_{plain}"
    return _shortened(plain) or "file"


def _seen(character: str) -> str:
    """Controls, marks of direction and halves of characters vanish; every kind of space is a space."""
    category = unicodedata.category(character)
    return " " if category.startswith("Z") else "" if category.startswith("C") else character


def _shortened(name: str) -> str:
    stem, dot, ending = name.rpartition(".")
    if len(name) <= LONGEST:
        return name
    return f"{stem[: LONGEST - 1 - len(ending)]}.{ending}" if dot and len(ending) <= 10 else name[:LONGEST]


def check_name(name: str, kind: Kind) -> None:
    """The ending must say what the file is, and no other ending may hide before it; raises UploadRefused."""
    _, *inner = [part.strip().lower() for part in name.split(".")]
    ending = inner.pop() if inner else ""
    if ending not in NATURES[kind].endings:
        raise UploadRefused(Code.NAME_DIFFERS, name=name, found=kind, allowed=NATURES[kind].endings)
    if RUN & set(inner):
        raise UploadRefused(Code.NAME_DOUBLE, name=name)


def named_for(name: str, kind: Kind) -> str:
    """A cleaned name that ends as its kind asks, for giving the file back."""
    plain = clean_name(name)
    fits = plain.lower().rpartition(".")[2] in NATURES[kind].endings and "." in plain
    return plain if fits else _shortened(f"{plain}.{kind}")
