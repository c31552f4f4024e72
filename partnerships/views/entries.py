"""Adding an entry to the directory, and changing one."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from partnerships.errors import EntryChangedError, EntryRefusedError
from partnerships.forms.entries import AddEntryForm, EntryForm
from partnerships.http import PortalRequest, programme_of
from partnerships.models import Partnership
from partnerships.permissions import partnerships as may
from partnerships.selectors.directory import counties_of
from partnerships.selectors.partnerships import last_changer_of, visible_partnership
from partnerships.services.entries import add_entry
from partnerships.services.entries import change_entry as save_entry

METHODS = ["GET", "HEAD", "POST"]


@require_http_methods(METHODS)
def add_partnership(request: PortalRequest) -> HttpResponse:
    """A new entry of the programme of the page; a county comes with its first district."""
    programme = programme_of(request)
    if programme is None or not may.can_add_entry(request.standing, programme):
        raise Http404
    form = AddEntryForm(
        request.POST or None,
        written_for=programme,
        working_in=request.standing.programme,
        programme=programme,
        partnership=None,
        counties=counties_of(programme),
        cancel_url=reverse("directory"),
    )
    if request.method == "POST" and form.is_valid():
        try:
            added = add_entry(
                programme=programme,
                facts=form.facts,
                first_district=form.first_district,
                by=request.user,
                at=timezone.now(),
            )
        except EntryRefusedError as error:
            form.refuse(error.refusals)
        else:
            messages.success(request, _("{name} is added.").format(name=added.name))
            return redirect("partnership", added.pk)
    return render(request, "partnerships/directory/form.html", {"form": form, "programme": programme})


@require_http_methods(METHODS)
def change_entry(request: PortalRequest, pk: int) -> HttpResponse:
    """The whole entry for the manager; its name and letters in the map for its representatives."""
    partnership = visible_partnership(request.standing, pk)
    if partnership is None or not may.can_change_entry(request.standing, partnership):
        raise Http404
    form = form_for(request, partnership)
    if request.method == "POST" and form.is_valid():
        try:
            save_entry(
                partnership=partnership,
                seen=form.seen_version,
                facts=form.facts,
                first_district=form.first_district,
                by=request.user,
                at=timezone.now(),
            )
        except EntryRefusedError as error:
            form.refuse(error.refusals)
        except EntryChangedError:
            form = form_for(request, get_object_or_404(Partnership, pk=pk))  # as it is by now
            form.is_valid()
        else:
            messages.success(request, _("The entry is saved."))
            return redirect("partnership", pk)
    context = {"form": form, "programme": partnership.programme, "partnership": partnership}
    return render(request, "partnerships/directory/form.html", context)


def form_for(request: PortalRequest, partnership: Partnership) -> EntryForm:
    """The form as this person may fill it in."""
    whole = may.can_change_whole_entry(request.standing, partnership)
    overtaken = request.POST.get("version", "") not in ("", str(partnership.version))
    return EntryForm(
        request.POST or None,
        programme=partnership.programme,
        partnership=partnership,
        counties=counties_of(partnership.programme) if whole else (),
        has_districts=partnership.tier == Partnership.Tier.COUNTY,
        whole=whole,
        cancel_url=reverse("partnership", args=[partnership.pk]),
        changed_by=last_changer_of(partnership) if overtaken else "",
    )
