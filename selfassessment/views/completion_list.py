"""The completed assessments and joint reviews of the programme acted in, as far as one may read them."""

from typing import Any

from django.http import Http404
from django.http.response import HttpResponseBase
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext, ngettext_lazy
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from kit.govuk_ui.table import link, two_lines
from kit.routes import route_of
from kit.tables.columns import Column
from kit.tables.listing import Listing, list_response
from partnerships.http import PortalRequest
from partnerships.models import Programme, Role
from partnerships.rules.deadlines import local_day
from selfassessment.forms.completion_list import CompletionFilters
from selfassessment.permissions.completion_list import can_see_completions
from selfassessment.selectors.completion_list import Stages, completions_of, every_completion, stages_of


def columns_of(programme: Programme, stages: Stages) -> list[Column]:
    """The same on the page and in downloads, in the region's words."""
    result = route_of("assessment_result")
    return [
        Column(
            capfirst(programme.word("partnership")),
            lambda each: each.partnership.area,
            cell=lambda each: link(result.to(each.pk), each.partnership.area),
        ),
        Column(_("Tier"), lambda each: capfirst(programme.word(each.partnership.tier))),
        Column(
            capfirst(programme.word("county")),
            lambda each: each.partnership.county.area if each.partnership.county else "",
        ),
        Column(_("Kind"), lambda each: gettext("Joint review") if each.is_joint else gettext("Self-assessment")),
        Column(_("Stage"), stages.label, cell=lambda each: staged(stages, each), phone="result"),
        *([Column(_("Stage found"), stages.found, in_files_only=True)] if stages.lowerings else []),
        Column(_("Completed"), lambda each: local_day(each.completed_at)),
        Column(_("Overall"), stages.score, number=True),
    ]


def staged(stages: Stages, each: Any) -> SafeString:
    """The stage, and beneath it the one that was found where it is shown one lower."""
    found = stages.lowered_from(each)
    return two_lines(stages.label(each), gettext("Found: {stage}").format(stage=found) if found else "")


@require_safe
def completions(request: PortalRequest) -> HttpResponseBase:
    """Each with its stage, to search, narrow and take away."""
    standing, programme = request.standing, request.standing.programme
    if programme is None or not can_see_completions(standing, programme):
        raise Http404
    stages = stages_of(programme)
    filters = CompletionFilters(request, programme=programme, stages=stages)
    listing = Listing(
        caption=_("Completed assessments"),
        counted=ngettext_lazy("%(count)s completed", "%(count)s completed", "count"),
        columns=columns_of(programme, stages),
        items=(
            filters.narrow(completions_of(standing, programme, stages))
            if filters.chosen
            else every_completion(standing, programme, stages)
        ),
    )
    context = {
        "filters": filters,
        "programme": programme,
        "lowers": bool(stages.lowerings),
        "sees_all": standing.holds(programme.pk, Role.Kind.MANAGER),
        "is_assigned": standing.holds(programme.pk, *Role.WITH_ASSIGNMENTS),
    }
    return list_response(request, "selfassessment/completion_list/completions.html", listing, context)
