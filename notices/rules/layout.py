"""Turns the plain text of a message into blocks, so that its HTML says exactly the same words."""

import re
from dataclasses import dataclass
from enum import StrEnum

ADDRESS = re.compile(r"(https?://\S+|\[\[[a-z_]*link:[0-9a-f]+\]\])\Z")


class Kind(StrEnum):
    """How a block is drawn."""

    PARAGRAPH = "paragraph"
    LIST = "list"
    LINK = "link"
    CODE = "code"


@dataclass(frozen=True)
class Block:
    """One block of a message: its lines, without list marks."""

    kind: Kind
    lines: tuple[str, ...]


def split_subject(rendered: str) -> tuple[str, str]:
    """The first line is the subject, the rest the text; raises ValueError when either is empty."""
    subject, _, text = rendered.strip().partition("\n")
    if not subject.strip() or not text.strip():
        raise ValueError("A message has a subject in its first line, and a text")
    return " ".join(subject.split()), text.strip() + "\n"


def blocks(text: str) -> list[Block]:
    """Blocks are parted by blank lines; `* ` makes a list, an address alone a link, four spaces a code."""
    return [block(part.strip("\n").split("\n")) for part in re.split(r"\n\s*\n", text.strip("\n")) if part.strip()]


def block(lines: list[str]) -> Block:
    """One block from its lines."""
    if all(line.startswith("* ") for line in lines):
        return Block(Kind.LIST, tuple(line[2:].strip() for line in lines))
    if len(lines) == 1 and ADDRESS.match(lines[0].strip()):
        return Block(Kind.LINK, (lines[0].strip(),))
    if all(line.startswith("    ") for line in lines):
        return Block(Kind.CODE, tuple(line.strip() for line in lines))
    return Block(Kind.PARAGRAPH, tuple(line.strip() for line in lines))
