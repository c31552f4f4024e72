"""A partnership's joint review with government: the overview, its beginning, and completing it."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from partnerships.errors import ProgrammeClosedError
from partnerships.http import PortalRequest
from partnerships.models import Partnership
from partnerships.rules.deadlines import local_day
from partnerships.selectors.partnerships import visible_partnerships
from selfassessment.errors import (
    CompletedError,
    IncompleteReviewError,
    NoFrameworkError,
    NotJointError,
    OtherCompletionError,
    ReviewChangedError,
)
from selfassessment.forms.reviews_completed import CompleteForm
from selfassessment.permissions import assessments as may
from selfassessment.rules.reviewing import minutes_for_review
from selfassessment.selectors.frameworks import chosen_version
from selfassessment.selectors.reviews import ReviewDraft, other_completion, review_of, visible_reviews
from selfassessment.services.reviews import start_review as start
from selfassessment.services.reviews_completed import complete_review as complete


def own_review(request: PortalRequest, pk: int) -> ReviewDraft:
    """A review of one's own partnership as it stands; missing and forbidden alike are 404."""
    return review_of(get_object_or_404(visible_reviews(request.standing), pk=pk), today=local_day(timezone.now()))


def own_delivering(request: PortalRequest, pk: int) -> Partnership:
    """A partnership that one represents or champions and that delivers an agreement; 404 for all others."""
    found = visible_partnerships(request.standing).filter(delivers_laa=True)
    partnership = get_object_or_404(found, pk=pk)
    if not may.can_see_assessment(request.standing, partnership):
        raise Http404
    return partnership


@require_safe
def joint_review(request: PortalRequest, pk: int) -> HttpResponse:
    """Where it stands: not begun, its parts with what is written, or completed."""
    found = visible_reviews(request.standing).filter(partnership=pk).first()
    partnership = found.partnership if found else own_delivering(request, pk)
    context: dict[str, Any] = {
        "partnership": partnership,
        "programme": partnership.programme,
        "may_write": may.can_answer(request.standing, partnership),
        "may_complete": may.can_complete(request.standing, partnership),
    }
    if found is None:
        version = chosen_version(partnership.programme)
        other = other_completion(partnership, is_joint=True)
        minutes = minutes_for_review(version.themes) if version else 0
        context |= {"version": version, "minutes": minutes, "other": other}
        return render(request, "selfassessment/reviews/begin.html", context)
    draft = review_of(found, today=local_day(timezone.now()))
    if draft.completion:
        return redirect("assessment_result", draft.completion.pk)
    context |= {"draft": draft, "other": draft.other, "reopened": draft.reopened}
    return render(request, "selfassessment/reviews/review.html", context)


@require_POST
def start_review(request: PortalRequest, pk: int) -> HttpResponse:
    """Begin on the framework of the year; whoever comes second goes on with what is begun."""
    partnership = own_delivering(request, pk)
    if not may.can_answer(request.standing, partnership):
        raise Http404
    try:
        start(partnership=partnership, by=request.user, at=timezone.now())
    except NoFrameworkError:
        messages.warning(request, _("Nothing was begun. The page says why."))
    except (NotJointError, ProgrammeClosedError):
        raise Http404 from None
    return redirect("joint_review", pk)


@require_http_methods(["GET", "HEAD", "POST"])
def complete_review(request: PortalRequest, pk: int) -> HttpResponse:
    """All that the review says, to be checked; then frozen, with a receipt."""
    draft = own_review(request, pk)
    if not may.can_complete(request.standing, draft.review.partnership):
        raise Http404
    if draft.completion:
        return redirect("assessment_result", draft.completion.pk)
    form = CompleteForm(request.POST if request.method == "POST" else None, draft=draft)
    if request.method == "POST" and form.is_valid():
        return completed(request, draft, form)
    return page_to_check(request, draft, form)


def page_to_check(request: PortalRequest, draft: ReviewDraft, form: CompleteForm) -> HttpResponse:
    """What is to be looked at, with what is wrong beside it."""
    partnership = draft.review.partnership
    context = {
        "draft": draft,
        "form": form,
        "partnership": partnership,
        "programme": partnership.programme,
        "cancel_url": reverse("joint_review", args=[partnership.pk]),
    }
    return render(request, "selfassessment/reviews/complete.html", context)


def completed(request: PortalRequest, draft: ReviewDraft, form: CompleteForm) -> HttpResponse:
    """Complete it; of two at once one does, and both see the same."""
    review = draft.review
    try:
        done = complete(review=review, by=request.user, at=timezone.now(), seen=form.cleaned_data["version"])
    except CompletedError:
        return redirect("joint_review", review.partnership_id)
    except (IncompleteReviewError, OtherCompletionError, ReviewChangedError):  # this very moment: shown as it is now
        now = own_review(request, review.pk)
        return page_to_check(request, now, CompleteForm(request.POST, draft=now))
    except (NotJointError, ProgrammeClosedError):
        raise Http404 from None
    said = _("The joint review is completed. Your receipt is {reference}.")
    messages.success(request, said.format(reference=done.reference))
    return redirect("assessment_result", done.pk)
