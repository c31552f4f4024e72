"""What a completed assessment or joint review came to."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from partnerships.http import PortalRequest
from selfassessment.models import Completion
from selfassessment.permissions.actions import can_plan
from selfassessment.permissions.assessments import can_reopen
from selfassessment.rules.figures import as_score, limits_of
from selfassessment.selectors.completions import visible_completions
from selfassessment.selectors.pictures import plot_of
from selfassessment.selectors.result_page import ResultPage, result_page
from selfassessment.selectors.result_words import group_of, title_of


def completion_for(request: PortalRequest, pk: int) -> Completion:
    """A completion that one may read; missing and forbidden alike are 404."""
    return get_object_or_404(visible_completions(request.standing), pk=pk)


def page_for(request: PortalRequest, pk: int) -> ResultPage:
    """The same with all that its page tells."""
    page = result_page(request.standing, pk)
    if page is None:
        raise Http404
    return page


@require_safe
def assessment_result(request: PortalRequest, pk: int) -> HttpResponse:
    """Stage, themes, gaps and strengths, the plan, and the receipt."""
    page = page_for(request, pk)
    completion = page.completion
    context = {
        **told_of(page),
        "may_plan": can_plan(request.standing, completion.partnership),
        "may_reopen": can_reopen(request.standing, completion.partnership) and completion.reopened_at is None,
    }
    return render(request, "selfassessment/results/result.html", context)


def told_of(page: ResultPage) -> dict[str, Any]:
    """What page and document tell."""
    limits = limits_of(page.result.words.scoring)
    return {
        "page": page,
        "result": page.result,
        "completion": page.completion,
        "partnership": page.completion.partnership,
        "programme": page.completion.partnership.programme,
        "overall": as_score(page.result.overall, limits),
        "last_overall": as_score(page.former.overall, limits) if page.former else "",
        "plot": plot_of(page),
        "title": title_of(page),
        "group": group_of(page),
    }
