"""A heat table as data: each cell says its number, on one of five grounds that run light to dark.

`{% heat_table heat %}` draws it: here and not in a template, as there are hundreds of cells, and a cell is but a class
name and what it says. Cells that are alike are drawn once.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe


class Cell(NamedTuple):
    """What it says, as text, and beneath it of how many; `step` is its ground from 1 to 5, 0 for none. A weak one has
    a mark.
    """

    said: str
    of: str = ""
    step: int = 0
    weak: bool = False


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
MOST_KEPT = 4096  # two figures in each, which are the same from page to page


def drawn(row: HeatRow, labels: Sequence[str]) -> str:
    """One row. Where a phone makes blocks of rows, which have labels, roles are written out: they would be dropped."""
    row_role, head_role, cell_role = ROLES if any(labels) else ("", "", "")
    name = f'<tr{row_role}><th scope="row"{head_role}>{conditional_escape(row.name)}</th>'
    if row.instead:
        return f'{name}<td{cell_role} colspan="{len(labels)}">{conditional_escape(row.instead)}</td></tr>'
    parts = zip(map(parts_of, row.cells), labels, strict=True)
    cells = [f"<td{cell_role}{classes}{label}>{said}</td>" for (classes, said), label in parts]
    return f"{name}{''.join(cells)}</tr>"


@lru_cache(MOST_KEPT)
def parts_of(cell: Cell) -> tuple[str, str]:
    """Its class, as the style sheet has them, and what it says."""
    classes = f' class="h{cell.step} weak"' if cell.weak else f' class="h{cell.step}"'
    return classes, f"{escape(cell.said)} <small>{escape(cell.of)}</small>" if cell.of else escape(cell.said)
