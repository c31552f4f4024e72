"""The ledger: where each line of money stands, and every entry that says so."""

from decimal import Decimal

from django.http import Http404
from django.http.response import HttpResponseBase
from django.utils.text import capfirst
from django.utils.translation import gettext, ngettext_lazy
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from kit.govuk_ui.formats import exact
from kit.govuk_ui.table import Group, Heading, Table, link
from kit.routes import route_of
from kit.tables.columns import Column
from kit.tables.listing import Listing, list_response
from ledger.forms.entries import EntryFilters
from ledger.models import Entry
from ledger.permissions import can_see_ledger
from ledger.selectors import Means, Standings, entries_on, means_of
from partnerships.http import PortalRequest
from partnerships.models import Programme

ACCOUNTS = {account.value: account.label for account in Entry.Account}


@require_safe
def ledger(request: PortalRequest) -> HttpResponseBase:
    """Of the programme acted in; `?format=` gives the entries that the filters leave."""
    standing, programme = request.standing, request.standing.programme
    if programme is None or not can_see_ledger(standing, programme):
        raise Http404
    means = means_of(programme)
    filters = EntryFilters(request, means.budget.cash)
    listing = Listing(
        caption=_("Ledger"),
        counted=ngettext_lazy("%(count)s entry", "%(count)s entries", "count"),
        columns=columns_of(programme),
        items=filters.narrow(entries_on(means.budget.lines)),
    )
    context = {
        "programme": programme,
        "means": means,
        "lines": lines_of(means),
        "filters": filters,
        "is_short": not means.is_posted,
    }
    return list_response(request, "ledger/ledger.html", listing, context)


def columns_of(programme: Programme) -> list[Column]:
    """The same on the page and in downloads."""
    partnership = route_of("partnership")

    def called(entry: Entry) -> str:
        """Whose money it is."""
        place = entry.partnership
        return programme.called(place.area, place.tier) if place else gettext("Nobody’s")

    def named(entry: Entry) -> str:
        """The same, with the way to the partnership's page."""
        return link(partnership.to(entry.partnership_id), called(entry)) if entry.partnership_id else called(entry)

    return [
        Column(capfirst(programme.word("partnership")), called, cell=named),
        Column(_("Line"), lambda each: each.line.name),
        Column(_("Account"), lambda each: ACCOUNTS[each.account]),
        Column(_("Posted"), lambda each: each.posted_at),
        Column(_("Source"), lambda each: each.source, in_files_only=True),
        Column(
            _("Amount"),
            lambda each: each.amount,
            number=True,
            phone="result",
            cell=lambda each: exact(each.amount),
        ),
    ]


def lines_of(means: Means) -> Table:
    """Every line of money with its accounts, to the penny, and the sums."""
    headings = [
        Heading(_("Line")),
        Heading(_("Budget"), number=True),
        *(Heading(label, number=True) for label in ACCOUNTS.values()),
        Heading(_("Left"), number=True, phone="result"),
    ]
    rows = [(line.line.name, *map(exact, amounts_of(line))) for line in means.standings]
    sums = [sum(column, Decimal(0)) for column in zip(*map(amounts_of, means.standings), strict=True)]
    foot = [(gettext("Money in all"), *map(exact, sums))] if len(rows) > 1 else []
    return Table(_("Where the money of each line is"), headings, [Group(rows)], foot=foot, caption_hidden=True)


def amounts_of(line: Standings) -> tuple[Decimal, ...]:
    """In the order of the headings."""
    return line.line.amount, *(line.sums[account] for account in ACCOUNTS), line.left
