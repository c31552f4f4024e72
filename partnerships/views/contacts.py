"""Contacts: a list, a person, and what one may do about them."""

from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext_lazy, ngettext_lazy

from kit.govuk_ui.filters import MOST_OPTIONS
from kit.tables.exports import safe_name
from kit.tables.listing import Listing, export_of, list_page
from notices.selectors.choices import suppressed_among
from partnerships.forms.contact_filters import ContactFilters
from partnerships.http import PortalRequest, programme_of
from partnerships.models import Contact, Programme
from partnerships.permissions import contacts as may
from partnerships.permissions.imports import can_import
from partnerships.rules.vcards import Card, vcard
from partnerships.selectors import contacts as reads
from partnerships.selectors.contact_list import areas_to_choose, contacts_in, narrowed, topics_of, unchecked_in
from partnerships.selectors.partnerships import visible_partnerships
from partnerships.selectors.standing import Standing
from partnerships.views.contact_columns import export_columns, page_columns


def its_programme(request: PortalRequest) -> Programme:
    """The programme of the page, when some of its contacts are for this person; 404 otherwise."""
    programme = programme_of(request)
    if programme is None or not may.can_see_contacts(request.standing, programme):
        raise Http404
    return programme


def the_contact(request: PortalRequest, pk: int) -> Contact:
    """A contact that one sees; missing and forbidden alike are 404."""
    if found := reads.visible_contact(request.standing, pk):
        return found
    raise Http404


def contacts(request: PortalRequest) -> HttpResponseBase:
    """Everybody one may see in the programme acted in, to search, narrow and take away."""
    programme, standing, on = its_programme(request), request.standing, timezone.localdate()
    consent, checks = may.can_see_consent(standing, programme), may.can_check_contacts(standing, programme)
    filters = ContactFilters(
        request,
        programme=programme,
        places=areas_to_choose(standing, programme, MOST_OPTIONS + 1),
        topics=topics_of(programme) if consent else None,
        checks=checks,
        on=on,
    )
    takes_away = may.can_export_contacts(standing, programme)
    if export := export_of(request, for_files(standing, programme, filters, takes_away=takes_away)):
        return export
    shown = listing_of(contacts_in(standing, programme, filters.narrowed), page_columns(programme), takes_away)
    context = {
        "listing": list_page(request, shown),
        "filters": filters,
        "programme": programme,
        "checks": checks,
        "may_add_contact": may.can_add_contact(standing, programme),
        "consent": consent,
        "imports": can_import(standing, programme),
        "stale": len(unchecked_in(standing, programme, on=on)) if checks else 0,
    }
    return render(request, "partnerships/contacts/contacts.html", context)


def for_files(standing: Standing, programme: Programme, filters: ContactFilters, *, takes_away: bool) -> Listing:
    """What a file holds: it may be thousands, fetched by and by."""
    found = narrowed(reads.contacts_to_take(standing).filter(programme=programme), filters.narrowed)
    columns = export_columns(programme, may.can_see_consent(standing, programme))
    return listing_of(found.select_related("partnership", "consent_wording"), columns, takes_away)


def listing_of(items: QuerySet[Contact] | Sequence[Contact], columns: Any, downloads: bool) -> Listing:
    """Contacts as a list, with these columns."""
    return Listing(
        caption=gettext_lazy("Contacts"),
        counted=ngettext_lazy("%(count)s contact", "%(count)s contacts", "count"),
        columns=columns,
        items=items,
        downloads=downloads,
    )


def partnership_contacts(request: PortalRequest, pk: int) -> HttpResponse:
    """The contacts of one partnership, for those who see any of them."""
    partnership = get_object_or_404(visible_partnerships(request.standing), pk=pk)
    if not reads.sees_contacts_of(request.standing, partnership):
        raise Http404
    context = {
        "partnership": partnership,
        "contacts": reads.contacts_of(partnership, request.standing),
        "may_add_contact": may.can_add_contact(request.standing, partnership.programme, partnership),
    }
    return render(request, "partnerships/contacts/partnership_contacts.html", context)


def contact(request: PortalRequest, pk: int) -> HttpResponse:
    """One person: how to reach them, and for the manager what they agreed to."""
    person = the_contact(request, pk)
    context = {
        "contact": person,
        "phone_url": f"tel:{''.join(letter for letter in person.phone if letter in '+0123456789')}",
        "may_change": may.can_change_contact(request.standing, person),
        "is_stopped": bool(suppressed_among([person.email])),
        "may_remove": may.can_remove_contact(request.standing, person),
        "consent": may.can_see_consent(request.standing, person.programme),
    }
    return render(request, "partnerships/contacts/contact.html", context)


def contact_card(request: PortalRequest, pk: int) -> HttpResponse:
    """One person as a vCard, for an address book."""
    person = the_contact(request, pk)
    card = Card(person.name, person.organisation, person.job_title, person.email, person.phone)
    filename = f"{safe_name(person.name)}.vcf"
    return HttpResponse(
        vcard(card),
        headers={
            "Content-Type": "text/vcard; charset=utf-8",
            "Content-Disposition": content_disposition_header(True, filename) or "",
            "X-Content-Type-Options": "nosniff",
            "Cache-Control": "private, no-store",
        },
    )
