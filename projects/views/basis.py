"""Choosing what a project rests on: from the result of an assessment or joint review, or from the project's page."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from partnerships.errors import ProgrammeClosedError
from partnerships.http import PortalRequest
from projects.errors import BasisError, ProjectChangedError, ProjectSubmittedError
from projects.forms.basis import GONE, BasisForm
from projects.models import Project
from projects.permissions import projects as may
from projects.selectors.basis import Grounds, completion_to_rest_on, grounds_in, grounds_of, is_fit, named_in
from projects.selectors.own import project_of
from projects.selectors.page import page_of
from projects.selectors.timeline import last_writer_of
from projects.services import basis as services
from projects.views.finding import project_for
from selfassessment.models import Completion
from selfassessment.selectors.completions import visible_completions


@require_safe
def project_basis(request: PortalRequest, pk: int) -> HttpResponse:
    """On to what the project can rest on, or to what has to be completed first."""
    partnership = project_for(request, pk, may.can_write_project).partnership
    if completion := completion_to_rest_on(partnership):
        return redirect("rest_project", completion.pk)
    return redirect("joint_review" if partnership.delivers_laa else "assessment", partnership.pk)


@require_http_methods(["GET", "HEAD", "POST"])
def rest_project(request: PortalRequest, pk: int) -> HttpResponse:
    """One or two things of a completion become what the project rests on; a project that is not begun, begins so."""
    completion = get_object_or_404(visible_completions(request.standing), pk=pk)
    if not may.can_write_project(request.standing, completion.partnership):
        raise Http404
    project = project_of(completion.partnership)
    grounds = grounds_in(completion.pk)
    form = form_for(request, grounds, project)
    if request.method == "POST" and form.is_valid():
        try:
            saved = save(request, completion, project, form)
        except ProjectChangedError:
            project = project_of(completion.partnership)  # as it is by now
            form = form_for(request, grounds, project)
            form.is_valid()
        except (BasisError, ProjectSubmittedError, ProgrammeClosedError) as error:
            form.add_error(None, why_not(error))
        else:
            messages.success(request, _("What your project rests on is saved."))
            return redirect("project", saved.pk)
    return shown(request, completion, project, form)


def shown(request: PortalRequest, completion: Completion, project: Project | None, form: BasisForm) -> HttpResponse:
    """The choice, and what it would replace; or why there is none."""
    context = {
        "form": form,
        "completion": completion,
        "partnership": completion.partnership,
        "programme": completion.partnership.programme,
        "project": project,
        "page": page_of(request.standing, project.pk, at=timezone.now()) if project else None,
        "stands": form.stands,
        "is_fit": is_fit(completion),
    }
    return render(request, "projects/basis/choose.html", context)


def save(request: PortalRequest, completion: Completion, project: Project | None, form: BasisForm) -> Project:
    """Begin or go on; raises what the services raise."""
    keys, by, at = form.cleaned_data["statements"], request.user, timezone.now()
    if project is None:
        words = {"title": form.cleaned_data["title"]}
        return services.start_resting(
            partnership=completion.partnership, words=words, completion=completion, keys=keys, by=by, at=at
        )
    return services.rest_on(
        project=project,
        completion=completion,
        keys=keys,
        seen=form.seen_version,
        replaces_words=form.replaces_words,
        by=by,
        at=at,
    )


def form_for(request: PortalRequest, grounds: Grounds, project: Project | None) -> BasisForm:
    """With what stands, and who wrote it when that is newer than the page."""
    overtaken = project and request.POST.get("version", "") not in ("", str(project.version))
    return BasisForm(
        request.POST or None,
        grounds=grounds,
        stands=standing_of(project, grounds) if project else None,
        project=project,
        changed_by=last_writer_of(project) if project and overtaken else "",
    )


def standing_of(project: Project, grounds: Grounds) -> Grounds | None:
    """What a project rests on now; a query only where that is of another completion."""
    is_same = project.completion_id == grounds.completion.pk
    return named_in(grounds, project) if is_same else grounds_of(project)


def why_not(error: Exception) -> str:
    """Why nothing was saved."""
    if isinstance(error, ProjectSubmittedError):
        return _("The project has been submitted, so what it rests on stands. Nothing was saved")
    return str(GONE) if isinstance(error, BasisError) else _("The year has been closed. Nothing was saved")
