"""Completing an assessment: every answer on one page, and then frozen as it was seen there."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from partnerships.errors import ProgrammeClosedError
from partnerships.http import PortalRequest
from selfassessment.errors import (
    AnswersChangedError,
    CompletedError,
    JointReviewError,
    NothingToCompleteError,
    OtherCompletionError,
)
from selfassessment.forms.reviews_completed import Problem
from selfassessment.permissions import assessments as may
from selfassessment.selectors.assessments import Draft
from selfassessment.selectors.checking import checked
from selfassessment.selectors.consensus import meeting_of
from selfassessment.services import completing
from selfassessment.views.finding import own_draft

CHANGED = gettext_lazy(
    "An answer or its evidence has changed since you opened this page, so nothing is completed yet. Look through the "
    "answers again"
)


@require_http_methods(["GET", "HEAD", "POST"])
def complete_assessment(request: PortalRequest, pk: int) -> HttpResponse:
    """Every answer with the way to change it, what is missing and what completing means; then a receipt."""
    draft = own_draft(request, pk)
    if not may.can_complete(request.standing, draft.assessment.partnership):
        raise Http404
    if draft.completion:
        return redirect("assessment_result", draft.completion.pk)
    return completed(request, draft) if request.method == "POST" else page_to_check(request, draft)


def page_to_check(request: PortalRequest, draft: Draft, *problems: Problem) -> HttpResponse:
    """What stands now, with its mark, and why what somebody looked through is not completed."""
    partnership = draft.assessment.partnership
    context = {
        "draft": draft,
        "check": checked(draft),
        "problems": problems,
        "partnership": partnership,
        "programme": partnership.programme,
        "lacking": meeting_of(draft).lacking_reasons,
        "cancel_url": reverse("assessment", args=[partnership.pk]),
    }
    return render(request, "selfassessment/assessments/complete.html", context)


def completed(request: PortalRequest, draft: Draft) -> HttpResponse:
    """Complete what was seen; of two at once one does, and both see the same."""
    found = draft.assessment
    try:
        done = completing.complete_assessment(
            assessment=found, by=request.user, at=timezone.now(), seen=request.POST.get("seen", "")
        )
    except AnswersChangedError:
        return page_to_check(request, own_draft(request, found.pk), Problem(str(CHANGED), "#answers", ""))
    except CompletedError:
        return redirect("assessment", found.partnership_id)
    except NothingToCompleteError:
        messages.warning(request, _("It cannot be completed yet: no theme has enough answers."))
        return redirect("assessment", found.partnership_id)
    except JointReviewError:
        messages.warning(
            request, _("Your partnership delivers a Local Area Agreement, so its year rests on a joint review.")
        )
        return redirect("joint_review", found.partnership_id)
    except OtherCompletionError:
        messages.warning(
            request, _("A joint review stands as completed. Ask the programme manager to open it again first.")
        )
        return redirect("assessment", found.partnership_id)
    except ProgrammeClosedError:
        raise Http404 from None
    said = _("The assessment is completed. Your receipt is {reference}.")
    messages.success(request, said.format(reference=done.reference))
    return redirect("assessment_result", done.pk)
