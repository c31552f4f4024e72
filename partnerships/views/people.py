"""Everybody with a role in a programme, and everybody who was asked to take one."""

from collections.abc import Mapping
from functools import cache, partial
from typing import Any

from django.http import Http404
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import get_language, gettext, ngettext_lazy
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from kit.govuk_ui.filters import MOST_OPTIONS
from kit.govuk_ui.formats import long_date
from kit.govuk_ui.table import link, two_lines
from kit.govuk_ui.templatetags.govuk import status_tag
from kit.routes import Route, route_of
from kit.tables.columns import Column
from kit.tables.exports import asked_format
from kit.tables.listing import Listing, list_response
from partnerships.forms.people import PeopleFilters
from partnerships.http import PortalRequest, programme_of
from partnerships.models import Programme, Role
from partnerships.models.role import DEPUTY
from partnerships.permissions import people as may
from partnerships.selectors.people import names_to_choose
from partnerships.selectors.people_list import STATES, listed_people

TAGS = {"later": "plain", "sent": "now", "ready": "now", "expired": "now", "fallen": "now", "ended": "later"}
TITLES = dict(Role.Kind.choices)


def its_programme(request: PortalRequest) -> Programme:
    """The programme of the page, when one may see people of it; 404 otherwise."""
    programme = programme_of(request)
    if programme is None or not may.can_see_people(request.standing, programme):
        raise Http404
    return programme


@require_safe
def people(request: PortalRequest) -> HttpResponseBase:
    """The list, narrowed as asked, and its downloads."""
    programme, on = its_programme(request), timezone.localdate()
    places = names_to_choose(request.standing, programme, MOST_OPTIONS + 1)
    filters = PeopleFilters(request, programme=programme, places=places)
    found = listed_people(request.standing, programme, on=on, at=timezone.now(), by=filters.narrowed)
    listing = Listing(
        caption=_("People"),
        counted=ngettext_lazy("%(count)s role or invitation", "%(count)s roles and invitations", "count"),
        columns=columns_for(programme, download=asked_format(request) is not None),
        items=found,
    )
    manages = may.can_manage_people(request.standing, programme)
    names = may.kinds_to_name(request.standing, programme)
    context = {"filters": filters, "programme": programme, "manages": manages, "can_invite": bool(names)}
    return list_response(request, "partnerships/people/people.html", listing, context)


def title(row: Any) -> str:
    return title_in(get_language(), row.kind, row.is_deputy)


@cache
def title_in(language: str | None, kind: str, is_deputy: bool) -> str:
    """Looked up once for each language: a list says the same few a hundred times."""
    return str(DEPUTY if is_deputy else TITLES[kind])


@cache
def state_in(language: str | None, state: str) -> str:
    """What is usual is said quietly."""
    return str(STATES[state]) if state == "holds" else status_tag(str(STATES[state]), TAGS[state])


def where(row: Any) -> str:
    """The partnership, or those assigned."""
    return str(row.place or ", ".join(row.places))


def ways() -> Mapping[str, Route]:
    """The pages of a role and of an invitation, with their id still to come."""
    return {"role": route_of("change_role"), "invitation": route_of("invitation")}


def who(row: Any, ways: Mapping[str, Route]) -> SafeString:
    """The name leads to the role or the invitation; the address under it."""
    second = row.address if row.address != row.who else ""
    return two_lines(link(ways[row.what].to(row.pk), row.who), second)


def what(row: Any) -> SafeString:
    return two_lines(title(row), row.organisation)


def days(row: Any) -> str:
    """`1 April 2026 – 31 March 2027`; without an end, from when."""
    first = long_date(row.since)
    return f"{first} – {long_date(row.until)}" if row.until else gettext("From %(day)s") % {"day": first}


def columns_for(programme: Programme, *, download: bool) -> list[Column]:
    """A few with much in each on the page, each fact by itself in a download."""
    place = capfirst(programme.word("partnership"))
    state = Column(_("State"), lambda row: STATES[row.state], cell=lambda row: state_in(get_language(), row.state))
    if not download:
        return [
            Column(_("Name"), lambda row: row.who, cell=partial(who, ways=ways())),
            Column(_("Role"), title, cell=what),
            Column(place, where),
            Column(_("Days"), days),
            state,
        ]
    return [
        Column(_("Name"), lambda row: row.who),
        Column(_("Email"), lambda row: row.address),
        Column(_("Phone"), lambda row: row.telephone),
        Column(_("Role"), title),
        Column(_("Organisation"), lambda row: row.organisation),
        Column(place, lambda row: row.place),
        Column(_("Assigned"), lambda row: "; ".join(row.places)),
        Column(_("From"), lambda row: row.since),
        Column(_("Until"), lambda row: row.until),
        state,
    ]
