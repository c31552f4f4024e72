"""A draft that others may read: letting them, and a theme as they read it."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from partnerships.errors import ProgrammeClosedError
from partnerships.http import PortalRequest
from selfassessment.forms.advising import AdvisersForm
from selfassessment.permissions import assessments as may
from selfassessment.rules.framework import Theme
from selfassessment.selectors.answers import in_words
from selfassessment.selectors.assessments import Draft
from selfassessment.services.advising import open_assessment
from selfassessment.views.finding import own_draft


@require_POST
def open_assessment_to_advisers(request: PortalRequest, pk: int) -> HttpResponse:
    """Let advisers and area leads of the partnership read the draft, or no longer."""
    found = own_draft(request, pk).assessment
    if not may.can_answer(request.standing, found.partnership):
        raise Http404
    form = AdvisersForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Nothing was changed. Press one of the buttons."))
        return redirect("assessment", found.partnership_id)
    is_open = form.cleaned_data["is_open"]
    try:
        open_assessment(assessment=found, is_open=is_open, by=request.user, at=timezone.now())
    except ProgrammeClosedError:
        raise Http404 from None
    said = _("Your advisers may read the draft.") if is_open else _("Your advisers no longer see the draft.")
    messages.success(request, said)
    return redirect("assessment", found.partnership_id)


def read_theme(request: PortalRequest, draft: Draft, theme: Theme) -> HttpResponse:
    """What is agreed on each statement by now, for those who do not answer."""
    keys = [each.key for each in draft.words.themes]
    answers = [(each, draft.stands(each.key)) for each in theme.statements]
    context = {
        "draft": draft,
        "theme": theme,
        "place": keys.index(theme.key) + 1,
        "answers": [(each, in_words(given.answer, draft.words), given.comment) for each, given in answers],
        "partnership": draft.assessment.partnership,
        "programme": draft.assessment.partnership.programme,
    }
    return render(request, "selfassessment/advising/theme.html", context)
