"""A partnership's page: the same for all who may read it, with what one may do."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from partnerships.http import PortalRequest
from partnerships.permissions import contacts as may_contacts
from partnerships.permissions import partnerships as may
from partnerships.permissions.people import can_name_people_of, can_see_invitations_of, can_see_people_of
from partnerships.rules.years import day_of
from partnerships.selectors import contacts, people
from partnerships.selectors.page import partnership_page
from partnerships.selectors.partnerships import sees_every_entry


@require_safe
def partnership(request: PortalRequest, pk: int) -> HttpResponse:
    """Its entry, its people and its contacts, each for those who may see them."""
    standing, today = request.standing, timezone.localdate()
    found = partnership_page(standing, pk, today)
    if found is None:
        raise Http404
    on = day_of(found.programme, today)
    sees_contacts = contacts.sees_contacts_of(standing, found)
    context = {
        "partnership": found,
        "programme": found.programme,
        "people": people.people_of(found, on) if can_see_people_of(standing, found) else None,
        "contacts": contacts.contacts_of(found, standing) if sees_contacts else [],
        "sees_contacts": sees_contacts,
        "may_add_contact": may_contacts.can_add_contact(standing, found.programme, found),
        "may_change": may.can_change_entry(standing, found),
        "sees_invitations": can_see_invitations_of(standing, found),
        "may_name_people": can_name_people_of(standing, found),
        "sees_locality": sees_every_entry(standing, found.programme_id),
    }
    return render(request, "partnerships/directory/partnership.html", context)
