"""What a completed assessment came to."""

from fractions import Fraction

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from partnerships.http import PortalRequest
from selfassessment.permissions.assessments import can_see_assessment
from selfassessment.rules.figures import as_score, limits_of
from selfassessment.selectors.completions import Result, result_of, visible_completions
from selfassessment.selectors.pictures import plot_of


@require_safe
def assessment_result(request: PortalRequest, pk: int) -> HttpResponse:
    """Stage, themes, gaps and strengths, every answer, and the receipt."""
    completion = get_object_or_404(visible_completions(request.standing), pk=pk)
    result = result_of(completion)
    context = {
        "result": result,
        "completion": completion,
        "partnership": completion.partnership,
        "programme": completion.partnership.programme,
        "overall": as_score(result.overall, limits_of(result.words.scoring)),
        "plot": plot_of(result, plot_title(result)),
        "is_own": can_see_assessment(request.standing, completion.partnership),
    }
    return render(request, "selfassessment/results/result.html", context)


def plot_title(result: Result) -> str:
    """The message of the picture."""
    weak = result.weak
    if len(weak) == 1:
        return _("{theme} is the weak theme").format(theme=weak[0].title)
    if weak:
        return _("{count} themes are weak, {theme} most").format(count=len(weak), theme=weak[0].title)
    lowest = result.below(Fraction(result.words.scoring.top + 1))[0]
    return _("No theme is weak; {theme} is the lowest").format(theme=lowest.title)
