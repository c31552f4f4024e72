"""Contacts that nobody has checked for months: say which are still right."""

from collections.abc import Collection
from datetime import date
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, ngettext_lazy

from kit.govuk_ui.forms.summary import ErrorLink
from kit.govuk_ui.listing import ListPage
from kit.govuk_ui.table import link
from kit.tables.columns import Column
from kit.tables.listing import Listing, table_of
from partnerships.forms.written_for import PressForm
from partnerships.http import PortalRequest, programme_of
from partnerships.models import Contact, Programme
from partnerships.permissions.contacts import can_check_contacts
from partnerships.selectors import contacts as reads
from partnerships.services.contacts import check_contacts
from partnerships.views.contact_columns import checked, reach, whose

AT_A_TIME = 30


def stale_contacts(request: PortalRequest) -> HttpResponse:
    """Those to check, the longest unchecked first; several are said to be right in one press."""
    programme, on = programme_of(request), timezone.localdate()
    if programme is None or not can_check_contacts(request.standing, programme):
        raise Http404
    own = reads.changeable_contacts(request.standing).filter(programme=programme)
    seen = ticked(request)
    press = PressForm(request.POST or None, written_for=programme, working_in=request.standing.programme)
    if press.is_valid() and seen:
        done = check_contacts(contacts=own, seen=seen, on=on, by=request.user, at=timezone.now())
        say_what_was_done(request, done, still_waiting(own, programme, on, seen))
        return redirect(request.get_full_path())
    context = {
        "listing": page_of(request, programme, reads.stale(own, programme=programme, on=on)),
        "programme": programme,
        "press": press,
        "problems": [ErrorLink(_("Tick the contacts that are still right"), "check")] if press.is_valid() else [],
        "has_errors": press.is_bound,
    }
    return render(request, "partnerships/contacts/stale.html", context)


def ticked(request: PortalRequest) -> dict[int, int]:
    """Contacts to the versions seen, from values like 12.3; what is none is left out."""
    pairs = (value.partition(".")[::2] for value in request.POST.getlist("right"))
    numbers = ((pk, version) for pk, version in pairs if is_number(pk) and is_number(version))
    return {int(pk): int(version) for pk, version in numbers}


def is_number(text: str) -> bool:
    """Whole, and small enough for a column."""
    return text.isascii() and text.isdecimal() and len(text) < 10


def still_waiting(own: QuerySet[Contact], programme: Programme, on: date, seen: dict[int, int]) -> int:
    """How many of those ticked were changed meanwhile and still want a look."""
    return reads.stale(own.filter(pk__in=list(seen)), programme=programme, on=on).count()


def say_what_was_done(request: PortalRequest, done: int, waiting: int) -> None:
    """How many are right, and how many somebody changed meanwhile."""
    if done:
        said = ngettext("{n} contact is still right today.", "{n} contacts are still right today.", done)
        messages.success(request, said.format(n=done))
    if waiting:
        said = ngettext(
            "{n} contact was changed while you looked. Check it again.",
            "{n} contacts were changed while you looked. Check them again.",
            waiting,
        )
        messages.warning(request, said.format(n=waiting))


def page_of(request: PortalRequest, programme: Programme, items: QuerySet[Contact]) -> ListPage:
    """Thirty at a time, as many as one looks through in one go: a tick for each, what to check, a way to change it."""
    ticked = request.POST.getlist("right")  # as they were, when nothing was done
    columns = [
        Column(gettext_lazy("Still right"), lambda each: each.name, cell=lambda each: tick(each, ticked)),
        Column(capfirst(programme.word("partnership")), lambda each: "", cell=whose),
        Column(gettext_lazy("Email and phone"), lambda each: "", cell=reach),
        Column(gettext_lazy("Last checked"), lambda each: "", cell=checked),
        Column(gettext_lazy("Not right"), lambda each: "", cell=change),
    ]
    counted: Any = ngettext_lazy("%(count)s contact", "%(count)s contacts", "count")
    page = Paginator(items, AT_A_TIME).get_page(request.GET.get("page"))
    listing = Listing(gettext_lazy("Contacts to check"), counted, columns, items)
    return ListPage(
        table=table_of(listing, page.object_list), page=page, counted=counted % {"count": page.paginator.count}
    )


def tick(contact: Contact, ticked: Collection[str]) -> SafeString:
    """A box under the person's name and what they do."""
    value = f"{contact.pk}.{contact.version}"
    return format_html(
        '<div class="govuk-checkboxes govuk-checkboxes--small">'
        '<div class="govuk-checkboxes__item"><input class="govuk-checkboxes__input" type="checkbox" name="right"'
        ' id="right-{pk}" value="{value}"{checked}><label class="govuk-label govuk-checkboxes__label" for="right-{pk}">'
        "{name}{job}</label></div></div>",
        pk=contact.pk,
        value=value,
        checked=SafeString(" checked" if value in ticked else ""),
        name=contact.name,
        job=format_html('<br><span class="portal-second">{}</span>', contact.job_title) if contact.job_title else "",
    )


def change(contact: Contact) -> SafeString:
    """To the form, named for whom."""
    words = format_html('{} <span class="govuk-visually-hidden">({})</span>', _("Change"), contact.name)
    return link(reverse("change_contact", args=[contact.pk]), words)
