"""A list page and its downloads from one description: the same columns of the same filtered rows.

def partnerships(request):
    filters = PartnershipFilters(request.GET)
    listing = Listing(
        caption=_("Partnerships"),
        counted=ngettext_lazy("%(count)s partnership", "%(count)s partnerships", "count"),
        columns=COLUMNS,  # kit.tables.columns.Column
        items=filters.narrow(Partnership.objects.visible_to(request.user).select_related("county").order_by("area")),
    )
    return list_response(request, "partnerships/partnerships.html", listing, {"filters": filters})

The template draws count, downloads, table and pages, and says in its own words what to do when nothing is there:

{% list_page listing empty=_("No partnership fits these filters") %}<p class="govuk-body">…</p>{% endlist_page %}
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.functional import Promise

from kit.govuk_ui.listing import ListPage
from kit.govuk_ui.table import Group, Table
from kit.tables.columns import Column
from kit.tables.exports import Format, asked_format, export_response

ROWS_OF_A_PAGE = 50
ROWS_AT_A_TIME = 2_000
NAMES = ((Format.CSV, "CSV"), (Format.XLSX, "Excel"))


@dataclass(frozen=True)
class Listing:
    """What a list shows: `items` are filtered and in order already, and fetched with all that the columns touch."""

    caption: str | Promise  # what the table is; also the name of its downloads
    counted: Any  # ngettext_lazy("%(count)s partnership", "%(count)s partnerships", "count")
    columns: Sequence[Column]
    items: QuerySet[Any] | Sequence[Any]
    filename: str = ""  # without its ending; instead of the caption
    downloads: bool = True
    rows: int = ROWS_OF_A_PAGE  # fewer where each says much, so that the page stays light

    @property
    def every_item(self) -> Iterable[Any]:
        """All of them, a query set a part at a time."""
        return self.items.iterator(ROWS_AT_A_TIME) if isinstance(self.items, QuerySet) else self.items


class Number(int):
    """Chooses between one and many as a number does, and is written `10,000`."""

    def __str__(self) -> str:
        return f"{int(self):,}"


def list_response(
    request: HttpRequest, template: str, listing: Listing, context: dict[str, Any] | None = None
) -> HttpResponseBase:
    """The download that `?format=` asks for, else the template filled with `context` and, as `listing`, the page."""
    if export := export_of(request, listing):
        return export
    return render(request, template, {**(context or {}), "listing": list_page(request, listing)})


def export_of(request: HttpRequest, listing: Listing) -> HttpResponseBase | None:
    """All rows as a file when the address asks for one; None when it asks for the page."""
    file_format = asked_format(request) if listing.downloads else None
    if file_format is None:
        return None
    filename = listing.filename or str(listing.caption)
    return export_response(file_format, filename=filename, columns=listing.columns, items=listing.every_item)


def list_page(request: HttpRequest, listing: Listing) -> ListPage:
    """The rows that `?page=` asks for, in two queries; a page that is none gives the first or the last."""
    page = Paginator(listing.items, listing.rows).get_page(request.GET.get("page"))
    return ListPage(
        table=table_of(listing, page.object_list),
        page=page,
        counted=listing.counted % {"count": Number(page.paginator.count)},
        formats=NAMES if listing.downloads else (),
    )


def table_of(listing: Listing, items: Iterable[Any]) -> Table:
    """Some of a list's items as a table; its caption is for screen readers, as the page's title says it to others."""
    columns = [column for column in listing.columns if not column.in_files_only]
    rows = [[column.on_page(item) for column in columns] for item in items]
    headings = [column.heading for column in columns]
    return Table(listing.caption, headings, [Group(rows)], caption_hidden=True)
