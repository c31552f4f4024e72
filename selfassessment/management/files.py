"""What the commands of this room share: reading files that somebody wrote, and saying what is wrong with them."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from django.core.management.base import CommandError

from selfassessment.rules.faults import Code, Fault, RefusedError
from selfassessment.rules.tree import MOST_BYTES, text_of
from selfassessment.sentences import sentence

Read = TypeVar("Read")


def taken(name: str, reader: Callable[[str], Read], errors: Any) -> Read:
    """What a reader makes of a file; raises CommandError with a line for each fault."""
    try:
        return reader(read(name))
    except RefusedError as refused:
        lines = [f"{name}: {sentence(fault)}" for fault in refused.faults]
        raise CommandError("\n".join(plain(line, errors) for line in lines)) from refused


def read(name: str) -> str:
    """The text of a file; raises RefusedError when it cannot be read, or is far too large to be what it should be."""
    try:
        with Path(name).open("rb") as file:
            return text_of(file.read(MOST_BYTES + 4))
    except (OSError, ValueError) as error:  # ValueError: a name that no file can have
        found = str(getattr(error, "strerror", None) or error)
        raise RefusedError([Fault(0, "", Code.UNREADABLE, found)]) from error


def plain(line: str, out: Any) -> str:
    """The line with escapes for letters that the output does not know, and for what is not a letter at all."""
    encoding = getattr(out, "encoding", None) or "utf-8"
    visible = "".join(letter if letter.isprintable() else ascii(letter)[1:-1] for letter in line)
    return visible.encode(encoding, "backslashreplace").decode(encoding)
