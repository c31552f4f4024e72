"""A table as data: headings that know how they behave on a phone, rows in groups, a foot. `{% table %}` draws it.

Rows are put together here and not in a template: a list has hundreds of cells, and each would cost it four look-ups.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape

from django.utils.formats import localize
from django.utils.functional import Promise
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

DOT = ".<wbr>"
BLANK = SafeString('<td class="portal-table__blank" role="cell">')

Cells = Sequence[object]


@dataclass(frozen=True)
class Heading:
    """A column as it is drawn; stacked on a phone, its cells go where `phone` says: `working` (labelled) or `result`.

    Lists that can be downloaded name `kit.tables.columns.Column`, which has a heading.
    """

    label: str | Promise
    number: bool = False
    phone: str = "working"

    @property
    def classes(self) -> str:
        """The class names of its cells: none for words among the working."""
        chosen = {"portal-table__result": self.phone == "result", "portal-table__number": self.number}
        return " ".join(name for name, is_so in chosen.items() if is_so)

    def opening(self, *, blank: bool = False) -> SafeString:
        """The tag before a cell; a blank one is left out where rows are stacked, and needs nothing else."""
        if blank:
            return BLANK
        if not self.classes:
            return filled('<td role="cell" data-label="{}">', self.label)
        return filled('<td class="{}" role="cell" data-label="{}">', self.classes, self.label)


@dataclass(frozen=True)
class Group:
    """Rows under a heading of their own, or under none."""

    rows: Sequence[Cells]
    title: str = ""


@dataclass(frozen=True)
class Table:
    """The first cell of a row names the row. Cells are text, or markup that is already safe."""

    caption: str | Promise
    columns: Sequence[Heading]
    groups: Sequence[Group]
    foot: Sequence[Cells] = ()
    caption_hidden: bool = False
    stack: bool = True
    small: bool = False

    @property
    def body(self) -> Iterator[tuple[str, SafeString]]:
        """Each group's title and its rows, drawn."""
        for group in self.groups:
            yield group.title, self.drawn(group.rows)

    @property
    def sums(self) -> SafeString:
        return self.drawn(self.foot)

    def drawn(self, rows: Sequence[Cells]) -> SafeString:
        """Rows as markup; ValueError when one has not as many cells as there are headings."""
        openings = [(heading.opening(), heading.opening(blank=True)) for heading in self.columns[1:]]
        return mark_safe("\n".join(row(cells, openings) for cells in rows))  # noqa: S308 (each cell is escaped)


def row(cells: Cells, openings: Sequence[tuple[SafeString, SafeString]]) -> str:
    """One row from its cells and, for each but the first, the tag before it: of a full cell and of a blank one."""
    drawn = "".join(
        f"{blank if cell in ('', None) else full}{shown(cell)}</td>"
        for (full, blank), cell in zip(openings, cells[1:], strict=True)
    )
    return f'<tr role="row"><th scope="row" role="rowheader">{shown(cells[0])}</th>{drawn}</tr>'


def shown(cell: object) -> str:
    """Escaped unless it is safe already; numbers in the reader's language."""
    if type(cell) is str:  # most cells, and the short way to what is below
        return escape(cell)
    if cell is None:
        return ""
    return conditional_escape(cell if isinstance(cell, str) else str(localize(cell)))


def filled(markup: str, *values: object) -> SafeString:
    """Fixed markup with values in it, each escaped: as `format_html`, in a third of its time."""
    return mark_safe(markup.format(*map(shown, values)))  # noqa: S308 (each is escaped)


def plain_table(caption: str, columns: Sequence[Heading], rows: Sequence[Cells]) -> Table:
    """A table of one group without heading or foot."""
    return Table(caption=caption, columns=columns, groups=[Group(rows)])


def two_lines(first: object, second: object) -> SafeString:
    """A cell, and beneath it in small print what is to be added; in one element, which a phone keeps together."""
    return filled("<span>{}<small>{}</small></span>", first, second) if second else filled("{}", first)


def breakable(address: str) -> SafeString:
    """An email address that may break over lines after its @, and after each dot behind it."""
    before, at, after = address.partition("@")
    return filled(f"{{}}{at}<wbr>{DOT.join(['{}'] * (after.count('.') + 1))}", before, *after.split("."))


def link(url: str, words: object) -> SafeString:
    """A link as a cell."""
    return filled('<a class="govuk-link" href="{}">{}</a>', url, words)
