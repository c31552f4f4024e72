"""The manager opens a completed assessment again."""

from collections.abc import Sequence

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.models import Person
from partnerships.errors import NotManagerError, ProgrammeClosedError
from partnerships.http import PortalRequest
from selfassessment.errors import ReopenedError
from selfassessment.forms.reopening import ReopenForm
from selfassessment.models import Completion
from selfassessment.permissions.assessments import can_reopen
from selfassessment.selectors.reopening import told_of
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
            told = reopen(completion=completion, reason=form.cleaned_data["reason"], by=request.user, at=timezone.now())
        except ReopenedError:
            return redirect("assessment_result", pk)
        except (NotManagerError, ProgrammeClosedError):
            raise Http404 from None
        messages.success(request, said_of(completion, told))
        return redirect("assessment_result", pk)
    partnership = completion.partnership
    names = in_words(told_of(partnership, at=timezone.now()))
    context = {"form": form, "completion": completion, "partnership": partnership, "told": names}
    return render(request, "selfassessment/results/reopen.html", context)


def said_of(completion: Completion, told: Sequence[Person]) -> str:
    """What was done, and who gets an email about it."""
    done = _("The joint review is open again.") if completion.is_joint else _("The assessment is open again.")
    if not told:
        return _("{done} Nobody is named for the partnership, so nobody was emailed.").format(done=done)
    return _("{done} Your reason goes by email to {names}.").format(done=done, names=in_words(told))


def in_words(people: Sequence[Person]) -> str:
    """Names in one sentence; empty for nobody."""
    return get_text_list([str(person) for person in people], _("and"))
