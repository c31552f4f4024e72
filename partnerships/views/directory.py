"""The directory of the programme acted in."""

from django.http import Http404
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from kit.govuk_ui.table import link
from kit.routes import route_of
from kit.tables.columns import Column
from kit.tables.listing import Listing, list_response
from partnerships.forms.directory import ENROLMENT, DirectoryFilters
from partnerships.http import PortalRequest
from partnerships.models import Partnership, Programme
from partnerships.permissions.partnerships import can_add_entry, can_see_directory
from partnerships.rules.years import day_of
from partnerships.selectors.directory import CountedIn, directory_of


def columns_of(programme: Programme) -> list[Column]:
    """The same on the page and in downloads, in the region's words."""
    tiers = {tier: capfirst(programme.word(tier)) for tier in Partnership.Tier.values}
    partnership = route_of("partnership")
    return [
        Column(_("Name"), lambda each: each.name, cell=lambda each: link(partnership.to(each.pk), each.name)),
        Column(_("Tier"), lambda each: tiers[each.tier]),
        Column(capfirst(programme.word("county")), lambda each: each.county_area),
        Column(_("Area lead"), lambda each: ", ".join(each.leads)),
        Column(_("People"), lambda each: ENROLMENT[each.enrolment]),
    ]


@require_safe
def directory(request: PortalRequest) -> HttpResponseBase:
    """Every partnership of the programme, to search, narrow and take away."""
    programme = request.standing.programme
    if programme is None or not can_see_directory(request.standing, programme):
        raise Http404
    on = day_of(programme, timezone.localdate())
    filters = DirectoryFilters(request, programme=programme, on=on)
    listing = Listing(
        caption=capfirst(programme.words("partnership")),
        counted=CountedIn(programme),
        columns=columns_of(programme),
        items=directory_of(request.standing, programme, on, filters.narrowed),
    )
    context = {"filters": filters, "programme": programme, "may_add": can_add_entry(request.standing, programme)}
    return list_response(request, "partnerships/directory/directory.html", listing, context)
