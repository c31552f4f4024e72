"""The projects of the programme acted in, as far as one may read them."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.http import Http404
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext, ngettext_lazy
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from kit.govuk_ui.markup import filled
from kit.routes import route_of
from kit.tables.columns import Column
from kit.tables.exports import asked_format
from kit.tables.listing import Listing, list_response
from partnerships.http import PortalRequest
from partnerships.models import Partnership, Programme, Role
from partnerships.rules.deadlines import local_day
from partnerships.selectors.standing import Standing
from projects.forms.listing import ProjectFilters
from projects.permissions.projects import can_see_projects, can_write_project
from projects.selectors.drawn import said_of
from projects.selectors.listing import Asked, county_in, narrowed, projects_at_once, projects_of
from projects.selectors.own import project_of
from projects.selectors.states import state_in
from projects.selectors.visibility import READ_ALL
from projects.selectors.windows import window_of

# A title may be one long word, or in a script without spaces: it breaks rather than push the table over the edge.
TITLE = '<a class="govuk-link portal-alone" href="{}">{}</a>'


def state_in_words(project: Any) -> str:
    """As far as it is."""
    return said_of(state_in(project), is_two_tier=project.partnership.locality_id is not None)


def shared_in_words(project: Any) -> str:
    """`With 3, 2 confirmed`, `With 1, confirmed`; that it does not where nobody else is."""
    if not project.beside:
        return gettext("Does not share")
    if not project.given:
        return gettext("Not shared")
    if not project.confirmed:
        sentence = gettext("With {given}, none confirmed")
    elif project.confirmed < project.given:
        sentence = gettext("With {given}, {confirmed} confirmed")
    else:
        sentence = gettext("With {given}, confirmed") if project.given == 1 else gettext("With {given}, all confirmed")
    return sentence.format(given=project.given, confirmed=project.confirmed)


def columns_of(programme: Programme) -> list[Column]:
    """The same on the page and in downloads, in the region's words."""
    project = route_of("project")
    return [
        Column(
            _("Project"),
            lambda each: each.seen_title,
            cell=lambda each: filled(TITLE, project.to(each.pk), each.seen_title),
        ),
        Column(
            capfirst(programme.word("partnership")),
            lambda each: programme.called(each.partnership.area, each.partnership.tier),
        ),
        Column(
            capfirst(programme.word("county")),
            lambda each: county.area if (county := county_in(each)) else "",
        ),
        Column(_("State"), state_in_words),
        Column(_("Shared"), shared_in_words),
        Column(_("Submitted"), lambda each: local_day(each.submitted_at) if each.submitted_at else ""),
    ]


def own_partnership(standing: Standing) -> Partnership | None:
    """The partnership of the role acted in, if it is of one."""
    acting = standing.acting
    if acting is None or acting.partnership is None:
        return None
    own = acting.partnership
    own.programme = acting.programme  # which it is of, as the table of roles sees to
    return own


def items_of(request: PortalRequest, programme: Programme, filters: ProjectFilters) -> Any:
    """What the list shows; a file may hold thousands, fetched by and by."""
    if asked_format(request) is not None:
        return narrowed(projects_of(request.standing, programme), filters.asked)
    if filters.own is not None and not filters.chosen:
        return filters.own
    return projects_at_once(request.standing, programme, filters.asked)


def all_that_one_reads(standing: Standing, programme: Programme) -> Sequence[Any] | None:
    """The whole list of who reads some projects alone; None for who reads all."""
    return None if standing.holds(programme.pk, *READ_ALL) else projects_at_once(standing, programme, Asked())


def can_begin(standing: Standing, own: Partnership | None, at: datetime) -> bool:
    """Whether one may begin a project for one's own partnership that could still be submitted; two queries."""
    if own is None or not can_write_project(standing, own):
        return False
    return project_of(own) is None and not window_of(own).why_not(at)


@require_safe
def projects(request: PortalRequest) -> HttpResponseBase:
    """Each with how far it is, to search, narrow and take away."""
    standing, programme = request.standing, request.standing.programme
    if programme is None or not can_see_projects(standing, programme):
        raise Http404
    whole, at = all_that_one_reads(standing, programme), timezone.now()
    filters = ProjectFilters(request, programme=programme, on=local_day(at), own=whole)
    listing = Listing(
        caption=_("Projects"),
        counted=ngettext_lazy("%(count)s project", "%(count)s projects", "count"),
        columns=columns_of(programme),
        items=items_of(request, programme, filters),
    )
    own = own_partnership(standing)
    context = {
        "filters": filters,
        "programme": programme,
        "own": own,
        "can_begin": can_begin(standing, own, at),
        "is_assigned": standing.holds(programme.pk, *Role.WITH_ASSIGNMENTS),
    }
    return list_response(request, "projects/projects.html", listing, context)
