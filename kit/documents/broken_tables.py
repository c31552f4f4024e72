"""A table that runs over several pages is one table with one head: WeasyPrint tags each page's part as a table."""

from collections.abc import Iterator
from typing import Any


def join_broken_tables(document: Any, pdf: Any) -> None:
    """Move the rows of later parts into the first; what is left of those, the repeated head, belongs to no tree."""
    firsts: dict[Any, Any] = {}
    for table, element in tagged_tables(document, pdf):
        first = firsts.setdefault(table, element)
        if element is not first:
            join(first, element, pdf)


def join(first: Any, later: Any, pdf: Any) -> None:
    """Empty `later` into `first`, its data cells now naming the headers of the first head."""
    heads = dict(zip(header_ids(later, pdf), header_ids(first, pdf), strict=False))
    for reference in list(later["K"]):
        group = resolve(reference, pdf)
        if group["S"] in ("/TBody", "/TFoot"):
            group["P"] = first.reference
            first["K"].append(reference)
            later["K"].remove(reference)
            rename_headers(group, heads, pdf)
    resolve(later["P"], pdf)["K"].remove(later.reference)


def tagged_tables(document: Any, pdf: Any) -> Iterator[tuple[Any, Any]]:
    """Each table's HTML element with the structure element of one page's part of it, in order of pages."""
    for page in document.pages:
        for box in tables_of(page._page_box):
            cell = next((cell for cell in tables_cells(box) if hasattr(cell, "mark")), None)
            if cell is not None:
                yield box.element, table_of(cell.mark, pdf)


def tables_of(root: Any) -> Iterator[Any]:
    """Table boxes below a box, in order."""
    for child in getattr(root, "children", ()):
        child = getattr(child, "_box", child)
        if child.element_tag == "table" and child.element is not None and not getattr(child, "is_table_wrapper", False):
            yield child
        yield from tables_of(child)


def tables_cells(table: Any) -> Iterator[Any]:
    """Cell boxes of a table box."""
    for group in table.children:
        for row in group.children:
            yield from row.children


def table_of(cell: Any, pdf: Any) -> Any:
    """The Table that a cell's structure element stands in."""
    element = cell
    while element["S"] != "/Table":
        element = resolve(element["P"], pdf)
    return element


def header_ids(table: Any, pdf: Any) -> Iterator[str]:
    """Ids of the column headers in a table's head, in order."""
    for group in children(table, pdf):
        if group["S"] == "/THead":
            yield from (
                cell["ID"].string for row in children(group, pdf) for cell in children(row, pdf) if "ID" in cell
            )


def rename_headers(group: Any, names: dict[str, str], pdf: Any) -> None:
    """Let data cells name their headers by their new ids."""
    for row in children(group, pdf):
        for cell in children(row, pdf):
            for header in cell.get("A", {}).get("Headers", ()):
                header.string = names.get(header.string, header.string)


def children(element: Any, pdf: Any) -> list[Any]:
    """Structure elements below an element; marks of content are left out."""
    return [resolve(reference, pdf) for reference in element["K"] if isinstance(reference, bytes)]


def resolve(reference: bytes, pdf: Any) -> Any:
    """The object that `12 0 R` names."""
    return pdf.objects[int(reference.split()[0])]
