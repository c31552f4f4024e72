"""A table as data: columns that know how they behave on a phone, rows in groups, a foot. `{% table %}` draws it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

Cells = Sequence[object]


@dataclass(frozen=True)
class Column:
    """A heading; when rows are stacked on a phone its cells go where `phone` says: `working` (labelled) or `result`."""

    label: str
    number: bool = False
    phone: str = "working"

    @property
    def classes(self) -> str:
        """The class names of its cells."""
        return f"portal-table__{self.phone}" + (" portal-table__number" if self.number else "")


@dataclass(frozen=True)
class Group:
    """Rows under a heading of their own, or under none."""

    rows: Sequence[Cells]
    title: str = ""


@dataclass(frozen=True)
class Table:
    """The first cell of a row names the row. Cells are text, or markup that is already safe."""

    caption: str
    columns: Sequence[Column]
    groups: Sequence[Group]
    foot: Sequence[Cells] = ()
    caption_hidden: bool = False
    stack: bool = True
    small: bool = False

    @property
    def body(self) -> Iterator[tuple[str, list[tuple[object, list[tuple[Column, object]]]]]]:
        """Each group's title and rows, each row as its name and its cells with their columns."""
        for group in self.groups:
            yield group.title, [self.row(cells) for cells in group.rows]

    @property
    def sums(self) -> list[tuple[object, list[tuple[Column, object]]]]:
        return [self.row(cells) for cells in self.foot]

    def row(self, cells: Cells) -> tuple[object, list[tuple[Column, object]]]:
        """The row's name, then its cells with their columns; ValueError when their number differs."""
        return cells[0], list(zip(self.columns[1:], cells[1:], strict=True))


def plain_table(caption: str, columns: Sequence[Column], rows: Sequence[Cells]) -> Table:
    """A table of one group without heading or foot."""
    return Table(caption=caption, columns=columns, groups=[Group(rows)])
