"""Asking the champion for an endorsement, and the champion's one page."""

from datetime import datetime

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from kit.govuk_ui.formats import moment
from partnerships.errors import ProgrammeClosedError
from partnerships.http import PortalRequest
from partnerships.models import Role
from partnerships.rules.deadlines import local_day
from partnerships.selectors.named import people_named
from projects import errors
from projects.forms.endorsements import ReturnForm
from projects.models import Endorsement, Project
from projects.permissions import projects as may
from projects.selectors.basis import grounds_of
from projects.selectors.endorsements import questions_of
from projects.selectors.readiness import readiness_of
from projects.selectors.windows import window_in
from projects.services import endorsing as services
from projects.views.finding import project_for, version_seen

ENDORSED = Endorsement.Verdict.ENDORSED.value
FORM = require_http_methods(["GET", "HEAD", "POST"])
THANKS = gettext_lazy("You have endorsed the project. The representatives are told by email.")
RETURNED = gettext_lazy("You have returned the project. The representatives are told why by email.")
INVALID, OVERTAKEN, SEALED = "invalid", "overtaken", "sealed"


@FORM
def ask_endorsement(request: PortalRequest, pk: int) -> HttpResponse:
    """What asking the champion means; then ask, or ask again. What came of it stands on the project's page."""
    project, at = project_for(request, pk, may.can_share_project), timezone.now()
    if request.method == "POST":
        ask(request, project, at)
        return redirect("project", project.pk)
    readiness = readiness_of(project, at=at)
    if readiness.is_submitted or readiness.missing():
        if not readiness.is_submitted:
            messages.info(request, _("The champion cannot be asked yet. The page says what comes first."))
        return redirect("project", project.pk)
    context = {
        "project": project,
        "partnership": project.partnership,
        "champions": people_named(project.partnership, Role.Kind.CHAMPION, on=local_day(at)),
        "is_again": readiness.verdict == "" and not readiness.is_changed,
        "cancel_url": reverse("project", args=[project.pk]),
    }
    return render(request, "projects/endorsement/ask.html", context)


def ask(request: PortalRequest, project: Project, at: datetime) -> None:
    """Ask, and say what came of it."""
    try:
        asked = services.ask_endorsement(project=project, seen=version_seen(request), by=request.user, at=at)
    except ProgrammeClosedError:
        raise Http404 from None
    except (errors.NotReadyError, errors.ProjectChangedError):
        messages.error(request, _("Nobody was asked: the project is not as you saw it. Look at it again, then ask."))
    except (errors.ProjectSubmittedError, errors.EndorsementDecidedError):
        messages.info(request, _("The champion has endorsed these very words already. There is nothing to ask."))
    except errors.SealedError:
        messages.error(request, _("Nobody was asked: this year’s grants are decided."))
    else:
        say_who_was_asked(request, asked, at)


def say_who_was_asked(request: PortalRequest, asked: Endorsement, at: datetime) -> None:
    """Whether an email went, and when the next one can."""
    if asked.mailed_at == at:
        messages.success(request, _("The champion is asked to endorse the project, by email."))
        return
    sent = moment(asked.mailed_at) if asked.mailed_at else ""
    said = _("The champion was asked already. The last email went on %(sent)s; it can be sent again a day later.")
    messages.info(request, said % {"sent": sent})


@FORM
def endorse_project(request: PortalRequest, pk: int) -> HttpResponse:
    """What the champion is asked to endorse, with two ways to answer."""
    project, at = project_for(request, pk, may.can_endorse_project), timezone.now()
    is_returned = request.method == "POST" and request.POST.get("verdict") != ENDORSED
    form, problem = ReturnForm(request.POST if is_returned else None), ""
    if request.method == "POST":
        problem = problem_with_answer(request, project, form, at)
        if not problem:
            messages.success(request, RETURNED if is_returned else THANKS)
            return redirect("endorse_project", project.pk)
        project = project_for(request, pk, may.can_endorse_project)
    questions = questions_of(project)
    asked, window = questions.current or questions.latest, window_in(project)
    context = {
        "project": project,
        "partnership": project.partnership,
        "questions": questions,
        "asked": asked,
        "grounds": grounds_of(asked.edition) if asked else None,
        "is_changed": project.edition is not None and project.edition.whole != project.whole,
        "window": window,
        "has_closed": bool(window.why_not(at)),
        "form": form,
        "problem": problem,
        "has_errors": bool(problem),
    }
    return render(request, "projects/endorsement/endorse.html", context)


def problem_with_answer(request: PortalRequest, project: Project, form: ReturnForm, at: datetime) -> str:
    """Keep the answer; why it could not be kept, as a code, or nothing. The same answer sent twice is kept once."""
    questions, said = questions_of(project), request.POST.get("question")
    question, is_endorsed = questions.open, request.POST.get("verdict") == ENDORSED
    if question is None or str(question.pk) != said:
        return "" if is_said_already(questions.latest, request, is_endorsed=is_endorsed) else OVERTAKEN
    if not (is_endorsed or form.is_valid()):
        return INVALID
    try:
        if is_endorsed:
            services.endorse(endorsement=question, by=request.user, at=at)
        else:
            services.return_project(endorsement=question, reason=form.cleaned_data["reason"], by=request.user, at=at)
    except errors.EndorsementDecidedError:
        return OVERTAKEN
    except errors.SealedError:
        return SEALED
    except ProgrammeClosedError:
        raise Http404 from None
    return ""


def is_said_already(latest: Endorsement | None, request: PortalRequest, *, is_endorsed: bool) -> bool:
    """Whether this very person gave this very answer to this question: the button was pressed twice."""
    if latest is None or str(latest.pk) != request.POST.get("question"):
        return False
    return latest.decided_by_id == request.user.pk and (latest.verdict == ENDORSED) is is_endorsed
