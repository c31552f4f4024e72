"""Submitting a project, its receipt, and taking it back."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from partnerships.errors import ProgrammeClosedError
from partnerships.http import PortalRequest
from projects import errors
from projects.permissions import projects as may
from projects.selectors.basis import grounds_of
from projects.selectors.handing_in import handing_in, shared_with
from projects.selectors.submissions import seen_submission, standing_submission
from projects.selectors.windows import window_in
from projects.services import submitting as services
from projects.views.finding import project_for, version_seen

FORM = require_http_methods(["GET", "HEAD", "POST"])


@FORM
def submit_project(request: PortalRequest, pk: int) -> HttpResponse:
    """What would be submitted, or everything that stands in its way; then submit it."""
    at = timezone.now()  # what counts is when the request arrives
    project, problem = project_for(request, pk, may.can_share_project), ""
    if request.method == "POST":
        try:
            services.submit_project(project=project, seen=version_seen(request), by=request.user, at=at)
            return redirect("project_receipt", project.pk)
        except errors.ProjectChangedError:
            problem = "changed"
        except errors.NotReadyError:
            problem = "not_ready"
        except ProgrammeClosedError:
            raise Http404 from None
        project = project_for(request, pk, may.can_share_project)
    facts = handing_in(project, at=at)
    if facts.readiness.is_submitted:
        return redirect("project_receipt", project.pk)
    context = {"project": project, "partnership": project.partnership, "facts": facts, "at": at, "problem": problem}
    return render(request, "projects/submission/submit.html", {**context, "has_errors": bool(problem)})


@require_safe
def project_receipt(request: PortalRequest, pk: int) -> HttpResponse:
    """What was handed in, when and by whom, and what comes next; to print and to keep."""
    project, at = project_for(request, pk), timezone.now()
    submission = seen_submission(project)
    if submission is None:
        raise Http404
    standing = request.standing
    may_withdraw = may.can_share_project(standing, project.partnership)
    window = window_in(project)
    context = {
        "project": project,
        "partnership": project.partnership,
        "submission": submission,
        "sharings": shared_with(submission.edition),
        "window": window,
        "grounds": grounds_of(submission.edition),
        "sees_scores": may.can_see_scores(standing, project.partnership, is_assigned=project.is_assigned),
        "tells_names": may.can_see_names(standing, project.partnership, is_assigned=project.is_assigned),
        "has_closed": bool(window.why_not(at)),
        "may_withdraw": may_withdraw and submission.withdrawn_at is None and not window.why_not(at),
    }
    return render(request, "projects/submission/receipt.html", context)


@FORM
def withdraw_project(request: PortalRequest, pk: int) -> HttpResponse:
    """Ask, then take it back."""
    at = timezone.now()
    project = project_for(request, pk, may.can_share_project)
    submission, window = standing_submission(project), window_in(project)
    if request.method == "POST" and submission and request.POST.get("submission") != str(submission.pk):
        messages.warning(
            request, _("Nothing was withdrawn: the project was submitted again after you opened the page.")
        )
        return redirect("withdraw_project", project.pk)
    if request.method == "POST":
        try:
            services.withdraw_project(project=project, by=request.user, at=at)
            messages.success(request, _("The project is withdrawn. It can be changed and submitted again."))
        except errors.NotSubmittedError:
            messages.info(request, _("The project is not submitted: there is nothing to withdraw."))
        except errors.SubmissionClosedError:
            messages.error(request, _("The project stays submitted: submission has closed."))
        except ProgrammeClosedError:
            raise Http404 from None
        return redirect("project", project.pk)
    if submission is None or window.why_not(at):
        return redirect("project", project.pk)
    context = {
        "project": project,
        "partnership": project.partnership,
        "submission": submission,
        "window": window,
        "cancel_url": reverse("project_receipt", args=[project.pk]),
    }
    return render(request, "projects/submission/withdraw.html", context)
