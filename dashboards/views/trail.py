"""Who did what, when, on what, in the programme acted in."""

from collections.abc import Iterator
from itertools import islice
from typing import Any

from django.http import Http404
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from dashboards.forms.trail import TrailFilters
from dashboards.rules.trail import Place, place_of
from dashboards.selectors.trail import Told, after, told, visible_entries
from kit.govuk_ui.markup import filled, joined
from kit.tables.columns import Column
from kit.tables.exports import asked_format, export_response
from kit.tables.listing import NAMES, ROWS_AT_A_TIME, ROWS_OF_A_PAGE, Listing, table_of
from partnerships.http import PortalRequest
from partnerships.models import Programme
from partnerships.permissions.trail import can_see_trail


def who(each: Told) -> str:
    """Who did it; what nobody did, the portal did."""
    return each.who or _now("The portal")


def what(each: Told) -> SafeString:
    """The sentence, and beneath it what was and what became."""
    return joined([each.what, *(filled('<p class="portal-second">{}</p>', line) for line in each.changes)])


COLUMNS = [
    Column(_("When"), lambda each: each.entry.at),
    Column(_("Who"), who),
    Column(_("What"), lambda each: ". ".join([each.what, *each.changes]), cell=what),
]


@require_safe
def trail(request: PortalRequest) -> HttpResponseBase:
    """Fifty entries, newest first, narrowed as asked; all of those that fit as a download."""
    programme = request.standing.programme
    if programme is None or not can_see_trail(request.standing, programme):
        raise Http404
    filters = TrailFilters(request)
    found = filters.narrow(visible_entries(request.standing, programme))
    if file_format := asked_format(request):
        return export_response(
            file_format, filename=_now("Audit trail"), columns=COLUMNS, items=every(found, programme)
        )
    entries = list(after(found, place_of(request.GET.get("before", "")))[: ROWS_OF_A_PAGE + 1])
    shown = entries[:ROWS_OF_A_PAGE]
    context = {
        "filters": filters,
        "programme": programme,
        "table": table_of(Listing(_("Audit trail"), "", COLUMNS, ()), told(shown, programme)),
        "is_empty": not shown,
        "older": str(Place(shown[-1].at, shown[-1].pk)) if len(entries) > len(shown) else "",
        "newest": "before" in request.GET,
        "formats": NAMES,
    }
    return render(request, "dashboards/trail.html", context)


def every(found: Any, programme: Programme) -> Iterator[Told]:
    """All entries in words, a part at a time."""
    entries = found.iterator(ROWS_AT_A_TIME)
    while part := list(islice(entries, ROWS_AT_A_TIME)):
        yield from told(part, programme)
