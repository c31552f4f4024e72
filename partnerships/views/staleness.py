"""Contacts that nobody has checked for months: say which are still right."""

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, ngettext_lazy

from kit.govuk_ui.forms.summary import ErrorLink
from kit.govuk_ui.listing import ListPage
from kit.govuk_ui.markup import filled
from kit.govuk_ui.table import link
from kit.routes import Route, route_of
from kit.tables.columns import Column
from kit.tables.listing import Listing, table_of
from partnerships.forms.written_for import PressForm
from partnerships.http import PortalRequest, programme_of
from partnerships.models import Contact, Programme
from partnerships.permissions.contacts import can_check_contacts
from partnerships.selectors.contact_list import too_old, unchecked, unchecked_in
from partnerships.selectors.contacts import changeable_contacts
from partnerships.services.contacts import check_contacts
from partnerships.views.contact_columns import checked, reach, whose

AT_A_TIME = 30


def stale_contacts(request: PortalRequest) -> HttpResponse:
    """Those to check, the longest unchecked first; several are said to be right in one press."""
    programme, on = programme_of(request), timezone.localdate()
    if programme is None or not can_check_contacts(request.standing, programme):
        raise Http404
    press = PressForm(request.POST or None, written_for=programme, working_in=request.standing.programme)
    if press.is_valid() and (seen := ticked(request)):
        say_right(request, programme, seen, on)
        return redirect(request.get_full_path())
    context = {
        "listing": page_of(request, programme, unchecked_in(request.standing, programme, on=on)),
        "programme": programme,
        "press": press,
        "problems": [ErrorLink(_("Tick the contacts that are still right"), "check")] if press.is_valid() else [],
        "has_errors": press.is_bound,
    }
    return render(request, "partnerships/contacts/stale.html", context)


def say_right(request: PortalRequest, programme: Programme, seen: dict[int, int], on: date) -> None:
    """Those ticked are right today, and what became of it is told."""
    own = changeable_contacts(request.standing).filter(programme=programme)
    done = check_contacts(contacts=own, seen=seen, on=on, by=request.user, at=timezone.now())
    waiting = unchecked(own.filter(pk__in=list(seen)), too_old(programme, on))
    say_what_was_done(request, done, waiting.count())


def ticked(request: PortalRequest) -> dict[int, int]:
    """Contacts to the versions seen, from values like 12.3; what is none is left out."""
    pairs = (value.partition(".")[::2] for value in request.POST.getlist("right"))
    numbers = ((pk, version) for pk, version in pairs if is_number(pk) and is_number(version))
    return {int(pk): int(version) for pk, version in numbers}


def is_number(text: str) -> bool:
    """Whole, and small enough for a column."""
    return text.isascii() and text.isdecimal() and len(text) < 10


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


def page_of(request: PortalRequest, programme: Programme, items: Sequence[Contact]) -> ListPage:
    """Thirty at a time, as many as one looks through in one go: a tick for each, what to check, a way to change it."""
    ticked, way = request.POST.getlist("right"), route_of("change_contact")  # ticks as they were, when nothing was done
    columns = [
        Column(gettext_lazy("Still right"), lambda each: each.name, cell=lambda each: tick(each, ticked)),
        Column(capfirst(programme.word("partnership")), lambda each: "", cell=whose),
        Column(gettext_lazy("Email and phone"), lambda each: "", cell=reach),
        Column(gettext_lazy("Last checked"), lambda each: "", cell=checked),
        Column(gettext_lazy("Not right"), lambda each: "", cell=lambda each: change(each, way)),
    ]
    counted: Any = ngettext_lazy("%(count)s contact", "%(count)s contacts", "count")
    page = Paginator(items, AT_A_TIME).get_page(request.GET.get("page"))
    listing = Listing(gettext_lazy("Contacts to check"), counted, columns, items)
    return ListPage(
        table=table_of(listing, page.object_list), page=page, counted=counted % {"count": page.paginator.count}
    )


TICK = (
    '<div class="govuk-checkboxes govuk-checkboxes--small">'
    '<div class="govuk-checkboxes__item"><input class="govuk-checkboxes__input" type="checkbox" name="right"'
    ' id="right-{pk}" value="{value}"{checked}><label class="govuk-label govuk-checkboxes__label" for="right-{pk}">'
    "{name}{job}</label></div></div>"
)
JOB = '<br><span class="portal-second">{}</span>'
CHECKED = SafeString(" checked")


def tick(contact: Contact, ticked: Collection[str]) -> SafeString:
    """A box under the person's name and what they do."""
    value = f"{contact.pk}.{contact.version}"
    return filled(
        TICK,
        pk=contact.pk,
        value=value,
        checked=CHECKED if value in ticked else "",
        name=contact.name,
        job=filled(JOB, contact.job_title) if contact.job_title else "",
    )


def change(contact: Contact, way: Route) -> SafeString:
    """To the form, named for whom."""
    words = filled('{} <span class="govuk-visually-hidden">({})</span>', _("Change"), contact.name)
    return link(way.to(contact.pk), words)
