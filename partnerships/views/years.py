"""The programme years one may see, and the end of one."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from kit.tables.columns import Column
from kit.tables.listing import Listing, list_response
from partnerships.errors import ProgrammeNotReadyError
from partnerships.http import PortalRequest, changes_year
from partnerships.models import Programme
from partnerships.permissions.programmes import can_add_programme, can_see_programme_year
from partnerships.selectors.programmes import visible_programmes
from partnerships.selectors.setting_up import with_counts
from partnerships.selectors.year_sentences import said_of_year
from partnerships.services.programmes import close_programme


def link_to(programme: Programme) -> str:
    """A year by name."""
    return format_html('<a class="govuk-link" href="{}">{}</a>', reverse("year", args=[programme.key]), programme.name)


COLUMNS = (
    Column(_("Programme"), lambda programme: programme.name, cell=link_to),
    Column(_("Region"), lambda programme: programme.region),
    Column(_("From"), lambda programme: programme.starts),
    Column(_("Until"), lambda programme: programme.ends),
    Column(_("Partnerships"), lambda programme: programme.partnership_count, number=True),
    Column(_("State"), lambda programme: programme.get_state_display(), phone="result"),
)


@require_safe
def years(request: PortalRequest) -> HttpResponseBase:
    """Every year one may see, the newest first; 404 for those who may see none."""
    if not any(can_see_programme_year(request.standing, role.programme) for role in request.standing.roles):
        raise Http404
    listing = Listing(
        caption=_("Programme years"),
        counted=ngettext_lazy("%(count)s year", "%(count)s years", "count"),
        columns=COLUMNS,
        items=with_counts(visible_programmes(request.standing)),
        downloads=False,
    )
    context = {"may_add": can_add_programme(request.standing)}
    return list_response(request, "partnerships/years/years.html", listing, context)


def confirming(programme: Programme, way_back: str) -> dict[str, object]:
    """For a page that asks again before what cannot be undone."""
    way = reverse(way_back, args=[programme.key])
    return {"programme": programme, "cancel_url": way, "cannot_be_undone": True}


@require_http_methods(["GET", "HEAD", "POST"])
@changes_year
def close_year(request: PortalRequest, programme: Programme) -> HttpResponse:
    """The end of a year, once asked again."""
    if request.method != "POST" and programme.is_set_up:
        return render(request, "partnerships/years/close.html", confirming(programme, "year"))
    try:
        close_programme(programme=programme, by=request.user, at=timezone.now())
    except ProgrammeNotReadyError:
        return redirect("set_up", programme.key)
    messages.success(request, said_of_year("just_closed", programme))
    return redirect("year", programme.key)
