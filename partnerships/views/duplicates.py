"""Contacts that may be one person, and making them one."""

from collections.abc import Sequence

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from partnerships import errors
from partnerships.forms.duplicates import MergeForm
from partnerships.http import PortalRequest
from partnerships.models import Contact
from partnerships.permissions.contacts import can_remove_contact, can_see_consent
from partnerships.selectors import duplicates as reads
from partnerships.selectors.contacts import changeable_contacts
from partnerships.services.duplicates import merge_contacts as merge
from partnerships.views.contacts import the_contact
from partnerships.views.staleness import is_number


def duplicate_contacts(request: PortalRequest) -> HttpResponse:
    """Groups of contacts that may be one person; the manager's, as merging decides what people agreed to."""
    programme = request.standing.programme
    if programme is None or not can_see_consent(request.standing, programme):
        raise Http404
    groups = reads.duplicates(request.standing, programme)
    context = {"groups": groups, "programme": programme, "is_full": len(groups) >= reads.MOST_GROUPS}
    return render(request, "partnerships/contacts/duplicates.html", context)


def merge_contacts(request: PortalRequest, pk: int) -> HttpResponse:
    """Choose where each part comes from, look at the outcome, and make several contacts one."""
    kept = the_contact(request, pk)
    if not can_remove_contact(request.standing, kept):
        raise Http404
    together = [kept, *others_asked_for(request, kept)]
    if len(together) == 1:
        return nobody_else(request, pk)
    form = MergeForm(request.POST if request.method == "POST" else None, contacts=together)
    is_right = request.method == "POST" and form.is_valid()
    if is_right and "merge" in request.POST and merged(request, form, together):
        return redirect("contact", pk)
    checking = is_right and "check" in request.POST
    template = "merge_check" if checking else "merge"
    context = {"form": form, "contact": kept, "others": together[1:]}
    return render(request, f"partnerships/contacts/{template}.html", context)


def nobody_else(request: PortalRequest, pk: int) -> HttpResponse:
    """Sent twice, the others are gone; asked for without any, there is a list to choose from."""
    if request.method == "POST":
        messages.info(request, _("There is nothing left to merge."))
        return redirect("contact", pk)
    return redirect("duplicate_contacts")


def others_asked_for(request: PortalRequest, kept: Contact) -> Sequence[Contact]:
    """The contacts of the same programme that `?with=` names, those that one may change."""
    asked = [int(key) for key in request.GET.getlist("with") if is_number(key)]
    own = changeable_contacts(request.standing).filter(programme_id=kept.programme_id, pk__in=asked)
    found = own.exclude(pk=kept.pk).select_related("consent_wording").order_by("pk")
    return list(found[: reads.MOST_IN_A_GROUP - 1])


def merged(request: PortalRequest, form: MergeForm, together: Sequence[Contact]) -> bool:
    """Whether they are one now; otherwise somebody changed one of them, and it is said."""
    seen = dict(pair.split(".") for pair in request.POST.get("seen", "").split() if pair.count(".") == 1)
    numbers = {int(key): int(version) for key, version in seen.items() if is_number(key) and is_number(version)}
    try:
        merge(
            kept=together[0],
            others=together[1:],
            seen=numbers,
            sources=form.sources,
            by=request.user,
            at=timezone.now(),
        )
    except errors.ContactChangedError:
        messages.error(
            request, _("One of these contacts was changed meanwhile. Nothing is merged: look at them again.")
        )
        return False
    said = ngettext("{n} contacts are one now.", "{n} contacts are one now.", len(together))
    messages.success(request, said.format(n=len(together)))
    return True
