"""What nobody needs read out: running headers, and pictures marked as decoration, become artifacts of the page.

WeasyPrint tags both as if they were text: the first hangs in no structure tree, the second lacks an alternative.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary

# Invisible, so that it does no harm where a picture is missing and its alternative is shown.
DECORATION = "\u2060\u200b\u2060"
# Operators and operands stand on lines of their own; text is in hexadecimal, so nothing people write looks like this.
MARK = re.compile(rb"^/\w+\s<</MCID (\d+)>>\sBDC$", re.MULTILINE)


def drop_decorations(elements: Iterable[Any]) -> None:
    """Take figures that are decoration out of the structure tree."""
    for element in list(elements):
        if kind_of(element) == "Figure" and str(element.get("/Alt", "")) == DECORATION:
            element.P.K = Array([child for child in children_of(element.P) if not same(child, element)])


def make_artifacts(pdf: pikepdf.Pdf, reachable: set[tuple[int, int]]) -> None:
    """Marked content whose structure element is not in the tree becomes an artifact."""
    arrays = mark_arrays(pdf)
    for page in pdf.pages:
        array = arrays.get(int(page.get("/StructParents", -1)), Array())
        lost = {mark for mark, element in enumerate(array) if not is_reachable(element, reachable)}
        if lost:
            page.Contents.write(as_artifacts(page.Contents.read_bytes(), lost))
            for mark in lost:
                array[mark] = None


def is_reachable(element: Any, reachable: set[tuple[int, int]]) -> bool:
    return isinstance(element, Dictionary) and element.objgen in reachable


def as_artifacts(content: bytes, lost: set[int]) -> bytes:
    """The page's operators with these marks turned into artifacts."""
    return MARK.sub(lambda mark: b"/Artifact BMC" if int(mark[1]) in lost else mark[0], content)


def mark_arrays(pdf: pikepdf.Pdf) -> dict[int, Any]:
    """By a page's number in the parent tree: the structure element of each of its marks."""
    numbers = pdf.Root.StructTreeRoot.ParentTree.Nums
    return {int(key): value for key, value in zip(numbers[::2], numbers[1::2], strict=True) if isinstance(value, Array)}


def kind_of(element: Any) -> str:
    """A structure element's tag, such as `TH`."""
    return str(element.S).removeprefix("/")


def children_of(node: Any) -> Iterator[Any]:
    """A structure element's children, whether it has one or several."""
    children = node.get("/K", Array())
    yield from children if isinstance(children, Array) else [children]


def same(one: Any, other: Any) -> bool:
    """Two references to one object of the file."""
    return isinstance(one, Dictionary) and one.objgen == other.objgen
