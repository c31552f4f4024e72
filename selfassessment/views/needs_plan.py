"""The learning plan of the region: how many partnerships are weak in what, and what they mean to do about it."""

from datetime import date

from django.http import Http404
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.utils.translation import ngettext_lazy
from django.views.decorators.http import require_safe

from kit.govuk_ui.table import link
from kit.routes import route_of
from kit.tables.columns import Column
from kit.tables.listing import Listing, list_response
from partnerships.http import PortalRequest
from partnerships.models import Programme
from partnerships.permissions.programmes import manages
from selfassessment.models import FrameworkVersion
from selfassessment.permissions.needs import can_see_actions_of_others, can_see_needs_by_name
from selfassessment.rules.figures import as_limit
from selfassessment.selectors.frameworks import words_of
from selfassessment.selectors.needs import assessed_on
from selfassessment.selectors.needs_plan import actions_against, regional_plan
from selfassessment.selectors.needs_words import plan_table
from selfassessment.views.needs import own_programme


@require_safe
def learning_plan(request: PortalRequest) -> HttpResponseBase:
    """Every theme with its counts; `?theme=` lists those actions against one that one may read."""
    programme = own_programme(request)
    version, by_name = assessed_on(programme), can_see_needs_by_name(request.standing, programme)
    if version is None:
        return render(request, "selfassessment/needs/no_framework.html", {"programme": programme})
    today = timezone.localdate()
    key = request.GET.get("theme", "")
    if key:
        return actions(request, programme, version, key, today)
    plan = regional_plan(programme, version, on=today, by_name=by_name)
    limit = as_limit(plan.words.scoring.plan_below)
    reads = can_see_actions_of_others(request.standing, programme)
    lines = plan_table(plan, leads=reads)
    context = {"plan": plan, "programme": programme, "by_name": by_name, "reads": reads, "limit": limit, "lines": lines}
    return render(request, "selfassessment/needs/plan.html", context)


def actions(
    request: PortalRequest, programme: Programme, version: FrameworkVersion, key: str, today: date
) -> HttpResponseBase:
    """The actions against a theme in the plans that one may read; 404 for those who read none but their own."""
    theme = next((each for each in words_of(version).themes if each.key == key), None)
    if theme is None or not can_see_actions_of_others(request.standing, programme):
        raise Http404
    listing = Listing(
        caption=_("Actions: {theme}").format(theme=theme.title),
        counted=ngettext_lazy("%(count)s action", "%(count)s actions", "count"),
        columns=columns_of(programme, today),
        items=actions_against(request.standing, programme, key),
    )
    is_all = manages(request.standing, programme)
    context = {"theme": theme, "programme": programme, "is_all": is_all}
    return list_response(request, "selfassessment/needs/actions.html", listing, context)


def columns_of(programme: Programme, today: date) -> list[Column]:
    """What, whose, by when, and whether it is done. Who sees to it is in the partnership's own plan."""
    entry = route_of("partnership")
    return [
        Column(_lazy("Action"), lambda each: each.what),
        Column(
            capfirst(programme.word("partnership")),
            lambda each: each.name,
            cell=lambda each: link(entry.to(each.partnership_id), each.name),
        ),
        Column(_lazy("By when"), lambda each: each.by_when),
        Column(_lazy("State"), lambda each: state_of(each.done_on, each.by_when, today), phone="result"),
    ]


def state_of(done_on: date | None, by_when: date | None, today: date) -> str:
    """Done, late or open."""
    if done_on:
        return _("Done")
    return _("Late") if by_when and by_when < today else _("Open")
