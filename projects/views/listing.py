"""The projects of the programme acted in, as far as one may read them."""

from typing import Any

from django.http import Http404
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext, ngettext_lazy
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from kit.govuk_ui.table import link
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
from projects.rules.progress import State
from projects.selectors.drawn import WORDS
from projects.selectors.listing import narrowed, projects_at_once, projects_of
from projects.selectors.own import project_of
from projects.selectors.states import state_in


def state_in_words(project: Any) -> str:
    """As far as it is; what was shared may wait for its receipts, and a single tier never shares."""
    state = state_in(project)
    waits = project.receipts_asked and project.given > project.confirmed
    if state == State.COUNTS and project.partnership.locality_id is None:
        return gettext("Submitted")
    if state == State.SUBMITTED and waits:
        return gettext("Submitted, receipt not confirmed")
    if state == State.DRAFT:
        return gettext("Shared, receipt not confirmed") if waits else gettext("Draft")
    return str(WORDS[state])


def shared_in_words(project: Any) -> str:
    """`With 3, 2 confirmed`; nothing where nobody else is."""
    if not project.beside:
        return gettext("Does not share")
    if not project.given:
        return gettext("Not shared")
    sentence = (
        gettext("With {given}, {confirmed} confirmed") if project.confirmed else gettext("With {given}, none confirmed")
    )
    return sentence.format(given=project.given, confirmed=project.confirmed)


def columns_of(programme: Programme) -> list[Column]:
    """The same on the page and in downloads, in the region's words."""
    project = route_of("project")
    return [
        Column(
            _("Project"),
            lambda each: each.seen_title,
            cell=lambda each: link(project.to(each.pk), each.seen_title),
        ),
        Column(capfirst(programme.word("partnership")), lambda each: each.partnership.area),
        Column(
            capfirst(programme.word("county")),
            lambda each: each.partnership.county.area if each.partnership.county else "",
        ),
        Column(_("State"), state_in_words),
        Column(_("Shared"), shared_in_words),
        Column(_("Submitted"), lambda each: local_day(each.submitted_at) if each.submitted_at else ""),
    ]


def own_partnership(standing: Standing) -> Partnership | None:
    """The partnership of the role acted in, where one may write its project."""
    acting = standing.acting
    if acting is None or acting.partnership is None:
        return None
    own = acting.partnership
    own.programme = acting.programme  # which it is of, as the table of roles sees to
    return own if can_write_project(standing, own) else None


def items_of(request: PortalRequest, programme: Programme, filters: ProjectFilters) -> Any:
    """What the list shows; a file may hold thousands, fetched by and by."""
    if asked_format(request) is None:
        return projects_at_once(request.standing, programme, filters.asked)
    return narrowed(projects_of(request.standing, programme), filters.asked)


@require_safe
def projects(request: PortalRequest) -> HttpResponseBase:
    """Each with how far it is, to search, narrow and take away."""
    standing, programme = request.standing, request.standing.programme
    if programme is None or not can_see_projects(standing, programme):
        raise Http404
    filters = ProjectFilters(request, programme=programme, on=timezone.localdate())
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
        "own_is_missing": own is not None and project_of(own) is None,
        "is_assigned": standing.holds(programme.pk, *Role.WITH_ASSIGNMENTS),
    }
    return list_response(request, "projects/projects.html", listing, context)
