"""Beginning a partnership's assessment."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from partnerships.errors import ProgrammeClosedError
from partnerships.http import PortalRequest
from partnerships.models import Partnership
from selfassessment.errors import JointReviewError, NoFrameworkError
from selfassessment.forms.beginning import BeginForm
from selfassessment.models import FrameworkVersion
from selfassessment.permissions import assessments as may
from selfassessment.rules.progress import minutes_for
from selfassessment.selectors.assessments import visible_assessments
from selfassessment.selectors.following import last_years
from selfassessment.selectors.frameworks import chosen_version
from selfassessment.services import answering
from selfassessment.views.finding import own_partnership


@require_POST
def start_assessment(request: PortalRequest, pk: int) -> HttpResponse:
    """Begin on the framework of the year; whoever comes second goes on with what is begun."""
    partnership = own_partnership(request, pk)
    if not may.can_answer(request.standing, partnership):
        raise Http404
    version = chosen_version(partnership.programme)
    form = form_for(request, partnership, version)
    is_begun = visible_assessments(request.standing).filter(partnership=partnership).exists()
    if not is_begun and not form.is_valid():
        return page_of(request, partnership, version, form)
    try:
        answering.start_assessment(
            partnership=partnership, by=request.user, at=timezone.now(), follows=None if is_begun else form.follows
        )
    except (NoFrameworkError, JointReviewError):
        messages.warning(request, _("Nothing was begun. The page says why."))
    except ProgrammeClosedError:
        raise Http404 from None
    return redirect("assessment", pk)


def form_for(request: PortalRequest, partnership: Partnership, version: FrameworkVersion | None) -> BeginForm:
    """With last year's to choose, where there is one on some of the same statements."""
    before = last_years(partnership, version) if version else None
    data = request.POST if request.method == "POST" else None
    return BeginForm(data, before=before, action=reverse("start_assessment", args=[partnership.pk]))


def begin_page(request: PortalRequest, partnership: Partnership) -> HttpResponse:
    """What an assessment asks, and the button; or why none can begin."""
    version = chosen_version(partnership.programme)
    return page_of(request, partnership, version, form_for(request, partnership, version))


def page_of(
    request: PortalRequest, partnership: Partnership, version: FrameworkVersion | None, form: BeginForm
) -> HttpResponse:
    """The page with its form."""
    context = {
        "partnership": partnership,
        "programme": partnership.programme,
        "may_answer": may.can_answer(request.standing, partnership),
        "version": version,
        "minutes": minutes_for(version.size) if version else 0,
        "form": form,
    }
    return render(request, "selfassessment/assessments/begin.html", context)
