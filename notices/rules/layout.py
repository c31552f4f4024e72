"""Turns the plain text of a message into blocks, so that its HTML says exactly the same words."""

import re
from dataclasses import dataclass
from enum import StrEnum

ADDRESS = re.compile(r"(https?://\S+|\[\[[a-z_]*link:[0-9a-f]+\]\])\Z")
LABELLED = re.compile(r"(.*\S): (https?://\S+|\[\[[a-z_]*link:[0-9a-f]+\]\])\Z")
RULE = re.compile(r"-{3,}\Z")
FOOT = "\n-- \n"  # what stands above a signature. Source: RFC 3676, 4.3


class Kind(StrEnum):
    """How a block is drawn."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    LIST = "list"
    LINK = "link"
    CODE = "code"


@dataclass(frozen=True)
class Block:
    """One block of a message: its lines, without list marks; of a link with a label that, then the address."""

    kind: Kind
    lines: tuple[str, ...]

    @property
    def address(self) -> str:
        """Where a link leads."""
        return self.lines[-1]

    @property
    def label(self) -> str:
        """What a link's button says; without one the address says it."""
        return self.lines[0] if len(self.lines) > 1 else ""


@dataclass(frozen=True)
class FootLine:
    """A line of the foot: words, and an address they lead to where they end with one."""

    words: str
    address: str = ""


@dataclass(frozen=True)
class Letter:
    """A whole message: who writes (empty without a foot), what, and the rest of the foot."""

    sender: str
    blocks: tuple[Block, ...]
    foot: tuple[FootLine, ...] = ()


def split_subject(rendered: str) -> tuple[str, str]:
    """The first line is the subject, the rest the text; raises ValueError when either is empty."""
    subject, _, text = rendered.strip().partition("\n")
    if not subject.strip() or not text.strip():
        raise ValueError("A message has a subject in its first line, and a text")
    return " ".join(subject.split()), text.strip() + "\n"


def with_foot(text: str, foot: str) -> str:
    """The text with who writes and why beneath it; the first line of the foot names who writes."""
    lines = [line.strip() for line in foot.strip().split("\n") if line.strip()]
    return "\n".join([text.rstrip("\n"), FOOT.strip("\n"), *lines]) + "\n" if lines else text


def without_foot(text: str) -> str:
    """The text alone; of two feet the last is the portal's, whatever a person wrote."""
    body, mark, _foot = text.rpartition(FOOT)
    return body + "\n" if mark else text


def without_greeting(text: str) -> str:
    """The text from its second paragraph, where the first is one line that ends with a comma: "Dear Kim,"."""
    greeting, gap, rest = text.lstrip().partition("\n\n")
    is_greeting = bool(gap) and greeting.endswith(",") and "\n" not in greeting
    return rest.lstrip() if is_greeting else text


def letter(text: str, home: str | None = None) -> Letter:
    """A message's parts, from its whole text; with the portal's address as `home`, buttons lead there alone."""
    body, mark, foot = text.rpartition(FOOT)
    found = tuple(only_into(home, one) for one in blocks(body if mark else text))
    if not mark:
        return Letter("", found)
    sender, *lines = foot.strip().split("\n")
    return Letter(sender, found, tuple(foot_line(line) for line in lines))


def only_into(home: str | None, one: Block) -> Block:
    """A block as it is, unless its button would hide that it leads elsewhere: people's own words stand in messages."""
    if home is None or one.kind is not Kind.LINK or not one.label or one.address.startswith("[["):
        return one
    return one if f"{one.address}/".startswith(f"{home}/") else Block(Kind.PARAGRAPH, (f"{one.label}:", one.address))


def foot_line(line: str) -> FootLine:
    """`Choose which emails you get: https://…` leads there."""
    found = LABELLED.match(line)
    return FootLine(found[1], found[2]) if found else FootLine(line)


def blocks(text: str) -> list[Block]:
    """Blocks are parted by blank lines. `* ` makes a list, four spaces a code, a line of dashes a heading of the line
    above it; an address alone is a link, and with `Some words:` on the line above it a link that says them."""
    return [block(part.strip("\n").split("\n")) for part in re.split(r"\n\s*\n", text.strip("\n")) if part.strip()]


def block(lines: list[str]) -> Block:
    """One block from its lines."""
    if all(line.startswith("* ") for line in lines):
        return Block(Kind.LIST, tuple(line[2:].strip() for line in lines))
    if all(line.startswith("    ") for line in lines):
        return Block(Kind.CODE, tuple(line.strip() for line in lines))
    stripped = [line.strip() for line in lines]
    if len(lines) == 2 and RULE.match(stripped[1]):  # noqa: PLR2004 - a heading and its rule
        return Block(Kind.HEADING, (stripped[0],))
    if ADDRESS.match(stripped[-1]) and (len(lines) == 1 or is_label(stripped[:-1])):
        return Block(Kind.LINK, (*(line.removesuffix(":") for line in stripped[:-1]), stripped[-1]))
    return Block(Kind.PARAGRAPH, tuple(stripped))


def is_label(lines: list[str]) -> bool:
    """Whether lines are one line that a button can say."""
    return len(lines) == 1 and lines[0].endswith(":")
