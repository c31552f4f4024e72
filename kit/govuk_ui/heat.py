"""A heat table as data: each cell says its number, on one of five grounds that run light to dark.

`{% heat_table heat %}` draws it: here and not in a template, as there are hundreds of cells, and a cell is but a class
name and what it says.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe


@dataclass(frozen=True, slots=True)
class Cell:
    """What it says, and beneath it of how many; `step` is its ground from 1 to 5, 0 for none. A weak one has a mark."""

    said: str
    of: str = ""
    step: int = 0
    weak: bool = False

    @property
    def classes(self) -> str:
        """As the style sheet has them."""
        return f"h{self.step} weak" if self.weak else f"h{self.step}"


@dataclass(frozen=True)
class HeatRow:
    """A name (text or safe markup) with a cell for each column, or with one line of words in place of all."""

    name: str
    cells: Sequence[Cell] = ()
    instead: str = ""


@dataclass(frozen=True)
class HeatTable:
    """Rows in groups with a title or none. `upright` columns have long names, written upwards; on a phone the table
    then scrolls, where otherwise each row becomes a block.
    """

    caption: str | Promise
    corner: str | Promise  # the heading of the names
    columns: Sequence[str]
    groups: Sequence[tuple[str, Sequence[HeatRow]]]
    upright: bool = False

    @property
    def headings(self) -> SafeString:
        """The names of the columns."""
        names = (
            f'<th scope="col" role="columnheader"><span>{conditional_escape(name)}</span></th>' for name in self.columns
        )
        return mark_safe("".join(names))  # noqa: S308 (each is escaped)

    @property
    def body(self) -> Iterator[tuple[str, SafeString]]:
        """Each group's title and its rows, drawn."""
        labels = ["" if self.upright else format_html(' data-label="{}"', name) for name in self.columns]
        for title, rows in self.groups:
            yield title, mark_safe("\n".join(drawn(row, labels) for row in rows))  # noqa: S308 (as above)

    @property
    def width(self) -> int:
        """How many columns there are, the names among them."""
        return len(self.columns) + 1


ROLES = (' role="row"', ' role="rowheader"', ' role="cell"')


def drawn(row: HeatRow, labels: Sequence[str]) -> str:
    """One row. Where a phone makes blocks of rows, which have labels, roles are written out: they would be dropped."""
    row_role, head_role, cell_role = ROLES if any(labels) else ("", "", "")
    name = f'<tr{row_role}><th scope="row"{head_role}>{conditional_escape(row.name)}</th>'
    if row.instead:
        return f'{name}<td{cell_role} colspan="{len(labels)}">{conditional_escape(row.instead)}</td></tr>'
    cells = (
        f'<td{cell_role} class="{cell.classes}"{label}>{conditional_escape(cell.said)}{counted(cell)}</td>'
        for cell, label in zip(row.cells, labels, strict=True)
    )
    return f"{name}{''.join(cells)}</tr>"


def counted(cell: Cell) -> str:
    """Of how many it is."""
    return f" <small>{conditional_escape(cell.of)}</small>" if cell.of else ""
