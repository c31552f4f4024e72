"""What a completed assessment came to."""

from fractions import Fraction

from django.http import HttpResponse
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
from selfassessment.permissions.assessments import can_reopen
from selfassessment.rules.figures import as_score, limits_of
from selfassessment.selectors.completions import Result, result_of, visible_completions
from selfassessment.selectors.pictures import plot_of

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


@require_safe
def assessment_result(request: PortalRequest, pk: int) -> HttpResponse:
    """Stage, themes, gaps and strengths, and the receipt."""
    completion = completion_for(request, pk)
    result = result_of(completion)
    context = {
        "result": result,
        "completion": completion,
        "partnership": completion.partnership,
        "programme": completion.partnership.programme,
        "overall": as_score(result.overall, limits_of(result.words.scoring)),
        "plot": plot_of(result, plot_title(result)),
        "title": title_of(result),
        "may_reopen": can_reopen(request.standing, completion.partnership) and completion.reopened_at is None,
    }
    return render(request, "selfassessment/results/result.html", context)


@require_safe
def completed_answers(request: PortalRequest, pk: int) -> HttpResponseBase:
    """Every answer with its comment, to read and to take away; not answered and not applicable are kept apart."""
    completion = completion_for(request, pk)
    listing = Listing(
        caption=_("Answers"),
        counted=ngettext_lazy("%(count)s statement", "%(count)s statements", "count"),
        columns=COLUMNS,
        items=result_of(completion).answers,
        filename=_("Answers {reference}").format(reference=completion.reference),
    )
    partnership = completion.partnership
    context = {"completion": completion, "partnership": partnership, "programme": partnership.programme}
    return list_response(request, "selfassessment/results/answers.html", listing, context)


def title_of(result: Result) -> str:
    """The stage, and the weak theme where there is one."""
    if len(result.weak) != 1:
        return result.stage.label
    return _("{stage}. {theme} is the gap").format(stage=result.stage.label, theme=result.weak[0].title)


def plot_title(result: Result) -> str:
    """The message of the picture."""
    weak = result.weak
    if len(weak) == 1:
        return _("{theme} is the weak theme").format(theme=weak[0].title)
    if weak:
        return _("{count} themes are weak, {theme} most").format(count=len(weak), theme=weak[0].title)
    lowest = result.below(Fraction(result.words.scoring.top + 1))[0]
    return _("No theme is weak; {theme} is the lowest").format(theme=lowest.title)
