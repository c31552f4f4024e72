"""The county page: a county and its districts together."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from kit.govuk_ui.table import Group, Heading, Table, link
from partnerships.forms.directory import ENROLMENT
from partnerships.http import PortalRequest
from partnerships.models import Programme
from partnerships.permissions.people import can_manage_people
from partnerships.rules.years import day_of
from partnerships.selectors.localities import Locality, locality_of
from partnerships.selectors.partnerships import sees_every_entry, visible_partnerships


@require_safe
def locality(request: PortalRequest, pk: int) -> HttpResponse:
    """The page of a county; a district leads to its county's; a single tier has none."""
    partnership = get_object_or_404(visible_partnerships(request.standing), pk=pk)
    if partnership.locality_id is None:
        raise Http404
    if not sees_every_entry(request.standing, partnership.programme_id):
        raise Http404  # who reads their own entry alone has a page for that
    if partnership.locality_id != partnership.pk:
        return redirect("locality", partnership.locality_id)
    found = locality_of(partnership, day_of(partnership.programme, timezone.localdate()))
    context = {
        "locality": found,
        "county": partnership,
        "programme": partnership.programme,
        "table": table_of(partnership.programme, found),
        "may_name_people": can_manage_people(request.standing, partnership.programme),
    }
    return render(request, "partnerships/directory/locality.html", context)


def table_of(programme: Programme, found: Locality) -> Table:
    """The county first, then each district: tier, area lead, and how far it has come with naming its people."""
    headings = [
        Heading(capfirst(programme.word("partnership"))),
        Heading(_("Tier")),
        Heading(_("Area lead")),
        Heading(_("People")),
    ]
    rows = [
        (
            link(reverse("partnership", args=[one.pk]), one.name),
            capfirst(programme.word(one.tier)),
            ", ".join(one.leads),  # type: ignore[attr-defined]
            ENROLMENT[one.enrolment],  # type: ignore[attr-defined]
        )
        for one in found.members
    ]
    return Table(str(found.county.area), headings, [Group(rows)], caption_hidden=True)
