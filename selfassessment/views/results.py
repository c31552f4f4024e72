"""What a completed assessment or joint review came to."""

from typing import Any

from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.utils.translation import ngettext_lazy
from django.views.decorators.http import require_safe

from kit.tables.columns import Column
from kit.tables.listing import Listing, list_response
from partnerships.http import PortalRequest
from selfassessment.models import Completion
from selfassessment.permissions.actions import can_plan
from selfassessment.permissions.assessments import can_reopen
from selfassessment.rules.figures import as_score, limits_of
from selfassessment.selectors.completions import result_of, visible_completions
from selfassessment.selectors.evidence import completed_evidence
from selfassessment.selectors.pictures import plot_of
from selfassessment.selectors.result_page import ResultPage, result_page
from selfassessment.selectors.result_words import group_of, title_of

COLUMNS = [
    Column(_lazy("Theme"), lambda each: each.theme.title),
    Column(_lazy("Statement"), lambda each: each.statement.text),
    Column(_lazy("Answer"), lambda each: each.in_words),
    Column(_lazy("Score"), lambda each: each.score, number=True, in_files_only=True),
    Column(_lazy("Comment"), lambda each: each.given.comment),
    Column(_lazy("Key"), lambda each: each.statement.key, in_files_only=True),
]


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


@require_safe
def completed_answers(request: PortalRequest, pk: int) -> HttpResponseBase:
    """Every answer with its comment, to read and to take away; not answered and not applicable are kept apart."""
    completion = completion_for(request, pk)
    result = result_of(completion)
    listing = Listing(
        caption=_("Answers"),
        counted=ngettext_lazy("%(count)s statement", "%(count)s statements", "count"),
        columns=COLUMNS,
        items=result.answers,
        filename=_("Answers {reference}").format(reference=completion.reference),
    )
    partnership = completion.partnership
    context = {
        "completion": completion,
        "partnership": partnership,
        "programme": partnership.programme,
        "evidence": completed_evidence(completion, result.words),
    }
    return list_response(request, "selfassessment/results/answers.html", listing, context)
