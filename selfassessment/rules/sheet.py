"""Takes values out of a tree, and notes all that is wrong with it, so that a file is mended in one go."""

import re
import unicodedata
from collections.abc import Sequence
from fractions import Fraction

from selfassessment.rules.faults import Code, Fault
from selfassessment.rules.tree import Node

KEY = re.compile(r"[a-z0-9]+(?:[._-][a-z0-9]+)*")
LONGEST_KEY = 80
KEPT = "\n\t"
UNSEEN = ("Cc", "Cs", "Co", "Cn")  # control characters, halves of a letter, and letters that are none


class Sheet:
    """One reading of a file. Each method gives something of the right kind, and notes a fault when there was none."""

    def __init__(self) -> None:
        self.faults: list[Fault] = []

    def note(self, node: Node, code: Code, found: str = "") -> None:
        """Something wrong with a value."""
        self.faults.append(Fault(node.line, node.key, code, found))

    def fields(self, node: Node, required: Sequence[str], optional: Sequence[str] = ()) -> dict[str, Node]:
        """The fields of a mapping that are known; others, and those that are missing, are noted."""
        if node.fields is None:
            self.note(node, Code.WRONG_KIND, "mapping")
            return {}
        known = {*required, *optional}
        for name, field in node.fields.items():
            if name not in known:
                self.note(field, Code.UNKNOWN, ", ".join([*required, *optional]))
        for name in required:
            if name not in node.fields:
                self.note(Node(node.line, f"{node.key}.{name}" if node.key else name), Code.MISSING)
        return {name: field for name, field in node.fields.items() if name in known}

    def items(self, node: Node | None, most: int) -> tuple[Node, ...]:
        """The items of a list, which has one at least and `most` at most."""
        if node is None:
            return ()
        if node.items is None:
            self.note(node, Code.WRONG_KIND, "list")
            return ()
        if not node.items:
            self.note(node, Code.NONE_IN_IT)
        if len(node.items) > most:
            self.note(node, Code.TOO_MANY, str(most))
        return node.items[:most]

    def text(self, node: Node | None, most: int) -> str:
        """Words of `most` letters at most, without blanks around them."""
        if node is None:
            return ""
        if not isinstance(node.value, str):
            self.note(node, Code.WRONG_KIND, "text")
            return ""
        words = node.value.strip()
        if not words:
            self.note(node, Code.BLANK)
        elif len(words) > most:
            self.note(node, Code.TOO_LONG, str(most))
        elif any(unicodedata.category(letter) in UNSEEN and letter not in KEPT for letter in words):
            self.note(node, Code.UNSEEN)
        return words

    def name(self, node: Node | None, taken: set[str]) -> str:
        """A key by which something is known, which nothing else in `taken` has."""
        word = self.text(node, LONGEST_KEY)
        if node is None or not word:
            return word
        if not KEY.fullmatch(word):
            self.note(node, Code.BAD_KEY, shown(word))
        if word in taken:
            self.note(node, Code.TWICE)
        taken.add(word)
        return word

    def number(self, node: Node | None, least: int, most: int) -> Fraction:
        """A number as it is written, from `least` to `most`."""
        value = node.value if node else Fraction(least)
        if node and (isinstance(value, bool) or not isinstance(value, int | Fraction)):
            self.note(node, Code.WRONG_KIND, "number")
            return Fraction(least)
        number = Fraction(value)  # type: ignore[arg-type]  # looked at above
        if node and not least <= number <= most:
            self.note(node, Code.OUT_OF_RANGE, f"{least} – {most}")
        return number

    def whole(self, node: Node | None, least: int, most: int) -> int:
        """The same without decimals."""
        if node and node.kind != "whole":
            self.note(node, Code.WRONG_KIND, "whole")
            return least
        return int(self.number(node, least, most))

    def truth(self, node: Node | None, *, default: bool) -> bool:
        """True or false."""
        if node is None:
            return default
        if not isinstance(node.value, bool):
            self.note(node, Code.WRONG_KIND, "truth")
        return node.value is True


def shown(word: str) -> str:
    """The beginning of a word, fit for a message."""
    return word if len(word) <= LONGEST_KEY else f"{word[:LONGEST_KEY]}…"
