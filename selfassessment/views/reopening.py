"""The manager opens a completed assessment again."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from partnerships.errors import NotManagerError, ProgrammeClosedError
from partnerships.http import PortalRequest
from selfassessment.errors import ReopenedError
from selfassessment.forms.reopening import ReopenForm
from selfassessment.permissions.assessments import can_reopen
from selfassessment.services.reopening import reopen_assessment as reopen
from selfassessment.views.results import completion_for


@require_http_methods(["GET", "HEAD", "POST"])
def reopen_assessment(request: PortalRequest, pk: int) -> HttpResponse:
    """Ask for the reason, saying what follows; of two managers one does it, and both see the same."""
    completion = completion_for(request, pk)
    if not can_reopen(request.standing, completion.partnership):
        raise Http404
    if completion.reopened_at:
        return redirect("assessment_result", pk)
    form = ReopenForm(request.POST or None, cancel_url=reverse("assessment_result", args=[pk]))
    if request.method == "POST" and form.is_valid():
        try:
            reopen(completion=completion, reason=form.cleaned_data["reason"], by=request.user, at=timezone.now())
        except ReopenedError:
            return redirect("assessment_result", pk)
        except (NotManagerError, ProgrammeClosedError):
            raise Http404 from None
        messages.success(request, _("The assessment is open again"))
        return redirect("assessment_result", pk)
    context = {"form": form, "completion": completion, "partnership": completion.partnership}
    return render(request, "selfassessment/results/reopen.html", context)
