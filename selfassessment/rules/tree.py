"""Reads YAML into plain values that know their lines; no aliases, no tags, nothing nested without end."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, NoReturn

import yaml

from selfassessment.rules.faults import Code, Fault, RefusedError

MOST_BYTES = 200 * 1024
MOST_DEEP = 16
WHOLE = re.compile(r"-?(?:0|[1-9][0-9]{0,8})")
DECIMAL = re.compile(r"-?(?:0|[1-9][0-9]{0,8})\.[0-9]{1,6}")
TAG = "tag:yaml.org,2002:"


@dataclass(frozen=True, slots=True)
class Node:
    """A value with its line, and the way to it: `items` of a list, `fields` of a mapping, else a plain `value`."""

    line: int
    key: str
    value: str | int | Fraction | bool | None = None
    items: "tuple[Node, ...] | None" = None
    fields: "dict[str, Node] | None" = None

    @property
    def kind(self) -> str:
        """`mapping`, `list`, `text`, `whole`, `decimal`, `truth` or `nothing`."""
        if self.fields is not None:
            return "mapping"
        return "list" if self.items is not None else KINDS[type(self.value)]


KINDS = {str: "text", int: "whole", Fraction: "decimal", bool: "truth", type(None): "nothing"}


class PlainLoader(yaml.SafeLoader):
    """Composes nodes, refusing what makes a small file large or strange before anything is made of it."""

    depth = 0

    def compose_node(self, parent: Any, index: Any) -> Any:
        """As SafeLoader's, after a look at what comes."""
        event: Any = self.peek_event()
        if isinstance(event, yaml.AliasEvent) or event.anchor is not None:
            refuse(event.start_mark, Code.ALIAS, event.anchor)
        if event.tag is not None:
            refuse(event.start_mark, Code.TAG, event.tag)
        self.depth += 1
        if self.depth > MOST_DEEP:
            refuse(event.start_mark, Code.TOO_DEEP, str(MOST_DEEP))
        node = super().compose_node(parent, index)
        self.depth -= 1
        return node


def text_of(content: bytes) -> str:
    """The text that bytes are, without a mark at its head; raises RefusedError when they are none, or too many."""
    if len(content) > MOST_BYTES:
        raise RefusedError([Fault(0, "", Code.TOO_LARGE, str(MOST_BYTES // 1024))])
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise RefusedError([Fault(0, "", Code.NOT_TEXT)]) from error


def tree_of(text: str) -> Node:
    """The one mapping of a YAML text; raises RefusedError, also for a key that stands twice in one mapping."""
    if len(text) > MOST_BYTES or len(text.encode(errors="replace")) > MOST_BYTES:
        raise RefusedError([Fault(0, "", Code.TOO_LARGE, str(MOST_BYTES // 1024))])
    with told_as_faults():
        root = PlainLoader(text).get_single_node()
    if root is None:
        raise RefusedError([Fault(0, "", Code.EMPTY)])
    faults: list[Fault] = []
    node = node_of(root, "", faults)
    if faults:
        raise RefusedError(faults)
    return node


def tree_of_document(value: Any, key: str = "") -> Node:
    """The same of plain values that were written by `writing.document_of` and kept as JSON; lines are 0."""
    if isinstance(value, dict):
        fields = {str(name): tree_of_document(field, f"{key}.{name}") for name, field in value.items()}
        return Node(0, key, fields=fields)
    if isinstance(value, list):
        return Node(0, key, items=tuple(tree_of_document(item, key) for item in value))
    return Node(0, key, Fraction(repr(value)) if isinstance(value, float) else value)


@contextmanager
def told_as_faults() -> Iterator[None]:
    """Whatever the reader of YAML says, as a fault with its line."""
    try:
        yield
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else 0
        raise RefusedError([Fault(line, "", Code.UNREADABLE, error.problem or error.context or "")]) from error
    except yaml.reader.ReaderError as error:
        raise RefusedError([Fault(0, "", Code.NOT_TEXT)]) from error
    except ValueError as error:  # an escape that names no letter
        raise RefusedError([Fault(0, "", Code.UNREADABLE, str(error))]) from error


def refuse(mark: Any, code: Code, found: str | None) -> NoReturn:
    """A single fault at a mark of the reader."""
    raise RefusedError([Fault(mark.line + 1, "", code, str(found or ""))])


def node_of(node: Any, key: str, faults: list[Fault]) -> Node:
    """Our own node for one of YAML's; keys that stand twice are noted."""
    line = node.start_mark.line + 1
    if isinstance(node, yaml.SequenceNode):
        items = tuple(node_of(item, f"{key}[{number}]", faults) for number, item in enumerate(node.value, 1))
        return Node(line, key, items=items)
    if isinstance(node, yaml.MappingNode):
        return Node(line, key, fields=fields_of(node, key, faults))
    return Node(line, key, plain(node.tag, node.value))


def fields_of(node: Any, key: str, faults: list[Fault]) -> dict[str, Node]:
    """The fields of a mapping, by name; a name is one plain word or number."""
    fields: dict[str, Node] = {}
    for named, value in node.value:
        name = named.value if isinstance(named, yaml.ScalarNode) else "?"
        path = f"{key}.{name}" if key else name
        if name in fields:
            faults.append(Fault(named.start_mark.line + 1, path, Code.TWICE))
        fields[name] = node_of(value, path, faults)
    return fields


def plain(tag: str, written: str) -> str | int | Fraction | bool | None:
    """What a plain value is, numbers exactly as they are written; what is no simple number stays text."""
    if tag == f"{TAG}int" and WHOLE.fullmatch(written):
        return int(written)
    if tag == f"{TAG}float" and DECIMAL.fullmatch(written):
        return Fraction(written)
    if tag == f"{TAG}bool":
        return written.lower() in ("true", "yes", "on")
    return None if tag == f"{TAG}null" else written
