"""Beginning a project, and changing its words."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from partnerships.errors import ProgrammeClosedError
from partnerships.http import PortalRequest
from partnerships.models import Partnership
from partnerships.selectors.partnerships import visible_partnerships
from projects.errors import ProjectChangedError, ProjectSubmittedError
from projects.forms.writing import AdvisersForm, WriteForm
from projects.models import Project
from projects.permissions import projects as may
from projects.selectors.own import project_of
from projects.selectors.page import ProjectPage, page_of
from projects.selectors.timeline import last_writer_of
from projects.services import writing

FORM = require_http_methods(["GET", "HEAD", "POST"])


@FORM
def start_project(request: PortalRequest, pk: int) -> HttpResponse:
    """The first words of a partnership's project; when somebody began it meanwhile, theirs are shown beside."""
    partnership = get_object_or_404(visible_partnerships(request.standing), pk=pk)
    if not may.can_write_project(request.standing, partnership):
        raise Http404
    project = project_of(partnership)
    if project and request.method != "POST":
        return redirect("write_project", project.pk)
    return written(request, partnership, project)


@FORM
def write_project(request: PortalRequest, pk: int) -> HttpResponse:
    """New words; what changing them means is said before, and a submitted project is not changed."""
    page = page_of(request.standing, pk, at=timezone.now())
    if page is None or not may.can_write_project(request.standing, page.partnership):
        raise Http404
    return written(request, page.partnership, page.project, page)


def written(
    request: PortalRequest, partnership: Partnership, project: Project | None, page: ProjectPage | None = None
) -> HttpResponse:
    """The form; saved, one is back on the project's page."""
    form = form_for(request, partnership, project)
    if request.method == "POST" and form.is_valid():
        try:
            saved = save(request, partnership, project, form)
        except ProjectChangedError:
            form = form_for(request, partnership, project_of(partnership))  # as it is by now
            form.is_valid()
        except ProjectSubmittedError:
            form.add_error(None, _("The project has been submitted, so its words stand. Nothing was saved"))
        except ProgrammeClosedError:
            form.add_error(None, _("The year has been closed. Nothing was saved"))
        else:
            messages.success(request, _("Your words are saved."))
            return redirect("project", saved.pk)
    context = {"form": form, "partnership": partnership, "programme": partnership.programme, "page": page}
    return render(request, "projects/write.html", context)


def save(request: PortalRequest, partnership: Partnership, project: Project | None, form: WriteForm) -> Project:
    """Begin or go on; raises what the services raise."""
    given: dict[str, Any] = {"words": form.words, "by": request.user, "at": timezone.now()}
    if project is None:
        return writing.start_project(partnership=partnership, **given)
    return writing.write_project(project=project, seen=form.seen_version, **given)


def form_for(request: PortalRequest, partnership: Partnership, project: Project | None) -> WriteForm:
    """With the words that stand, and who wrote them when they are newer than those of the page."""
    overtaken = project and request.POST.get("version", "") not in ("", str(project.version))
    return WriteForm(
        request.POST or None,
        project=project,
        cancel_url=reverse("project", args=[project.pk]) if project else reverse("home"),
        action=reverse("write_project", args=[project.pk]) if project else "",
        changed_by=last_writer_of(project) if project and overtaken else "",
    )


@require_POST
def open_to_advisers(request: PortalRequest, pk: int) -> HttpResponse:
    """Let advisers and area leads of the partnership read the draft, or no longer."""
    page = page_of(request.standing, pk, at=timezone.now())
    if page is None or not may.can_write_project(request.standing, page.partnership):
        raise Http404
    form = AdvisersForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Nothing was changed. Press one of the buttons."))
        return redirect("project", pk)
    is_open = form.cleaned_data["is_open"]
    try:
        writing.open_to_advisers(project=page.project, is_open=is_open, by=request.user, at=timezone.now())
    except ProgrammeClosedError:
        raise Http404 from None
    said = _("Your advisers may read the draft.") if is_open else _("Your advisers no longer see the draft.")
    messages.success(request, said)
    return redirect("project", pk)
