"""Files brought into a programme year: the list, a new one, its columns, its preview, and what became of it."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy
from django.views.decorators.http import require_POST

from kit.files.errors import UploadRefused
from kit.files.forms import refuse
from kit.govuk_ui.formats import moment
from kit.tables.columns import Column
from kit.tables.errors import TableRefused
from kit.tables.listing import Listing, list_page
from kit.tables.sentences import sentence
from partnerships.errors import ImportRefusedError
from partnerships.forms.imports import ImportForm, MatchForm
from partnerships.http import PortalRequest, programme_of
from partnerships.models import FileImport, Programme
from partnerships.permissions.imports import can_import, can_see_imports
from partnerships.selectors.imports import imports_in, visible_import
from partnerships.services.imports import ending, previews
from partnerships.services.imports.kinds import WAYS
from partnerships.views.import_page import page_of

State = FileImport.State
Kind = FileImport.Kind


def its_programme(request: PortalRequest, *, to_change: bool = False) -> Programme:
    """The programme of the page, for whoever manages it; 404 otherwise, and for changes in a closed year."""
    programme = programme_of(request)
    allowed = can_import if to_change else can_see_imports
    if programme is None or not allowed(request.standing, programme):
        raise Http404
    return programme


def the_import(request: PortalRequest, pk: int) -> FileImport:
    """An import that one manages; missing and forbidden alike are 404."""
    if found := visible_import(request.standing, pk):
        return found
    raise Http404


def may_end(request: PortalRequest, file_import: FileImport) -> None:
    """Raises ImportRefusedError for an import of a year that is closed: it can be looked at alone."""
    if not can_import(request.standing, file_import.programme):
        raise ImportRefusedError("closed")


def the_kind(kind: str) -> Kind:
    """One of the kinds there are; 404 for others."""
    if kind not in WAYS:
        raise Http404
    return Kind(kind)


NOTHING_NEW = _("Nothing new in it")
COLUMNS = [
    Column(_("File"), lambda each: each.filename, cell=lambda each: _link(each)),
    Column(_("What"), lambda each: Kind(each.kind).label),
    Column(_("Outcome"), lambda each: _outcome(each)),
    Column(_("Uploaded by"), lambda each: each.made_by.name),
    Column(_("Uploaded"), lambda each: each.made_at, cell=lambda each: moment(each.made_at)),
]


def _link(file_import: FileImport) -> str:
    url = reverse("import", args=[file_import.pk])
    return format_html('<a class="govuk-link" href="{}">{}</a>', url, file_import.filename)


def _outcome(file_import: FileImport) -> Any:
    """Its state; of what is ready and would change nothing, that."""
    is_idle = file_import.state == State.READY and file_import.changes_nothing
    return NOTHING_NEW if is_idle else State(file_import.state).label


def imports(request: PortalRequest) -> HttpResponseBase:
    """Every file brought into the programme acted in, the latest first."""
    programme = its_programme(request)
    listing = Listing(
        caption=_("Imports"),
        counted=ngettext_lazy("%(count)s import", "%(count)s imports", "count"),
        columns=COLUMNS,
        items=imports_in(request.standing, programme),
        downloads=False,
    )
    context = {
        "listing": list_page(request, listing),
        "programme": programme,
        "kinds": [kind for kind in Kind if kind in WAYS],
        "may_import": can_import(request.standing, programme),
    }
    return render(request, "partnerships/imports/imports.html", context)


def add_import(request: PortalRequest, kind: str) -> HttpResponse:
    """Say what the file must be, take it, and check it."""
    chosen, programme = the_kind(kind), its_programme(request, to_change=True)
    fields = WAYS[chosen].columns(programme)
    form = ImportForm(
        request.POST or None,
        request.FILES or None,
        written_for=programme,
        working_in=request.standing.programme,
        allowed=previews.files_of(chosen),
        is_table=bool(fields),
    )
    if request.method == "POST" and form.is_valid() and (brought := _bring(request, programme, chosen, form)):
        return _onward(brought)
    context = {"form": form, "kind": chosen, "programme": programme, "fields": fields}
    return render(request, "partnerships/imports/add_import.html", context)


def _bring(request: PortalRequest, programme: Programme, kind: str, form: ImportForm) -> FileImport | None:
    """The import, or None with what is wrong beside the file."""
    file = form.cleaned_data["file"]
    try:
        return previews.start_import(programme=programme, kind=kind, file=file, by=request.user, at=timezone.now())
    except UploadRefused as refused:
        refuse(form, "file", refused)
    except TableRefused as refused:
        form.add_error("file", sentence(refused.problem))
    except ImportRefusedError as refused:
        raise Http404 from refused  # closed since the page was asked for
    return None


def _onward(file_import: FileImport) -> HttpResponse:
    """To the work in hand, to the columns when they are not clear, else to the preview."""
    if file_import.is_busy and file_import.job:
        return redirect("job", job_id=file_import.job.pk)
    page = "match_import" if file_import.state == State.MATCHING else "import"
    return redirect(page, pk=file_import.pk)


def match_import(request: PortalRequest, pk: int) -> HttpResponse:
    """Which of the file's columns is which."""
    file_import = the_import(request, pk)
    fields = WAYS[file_import.kind].columns(file_import.programme)
    if not fields:
        raise Http404
    if not can_import(request.standing, file_import.programme) or file_import.is_over or file_import.is_busy:
        return redirect("import", pk=pk)
    form = MatchForm(request.POST or None, fields=fields, headings=file_import.headings, chosen=file_import.matching)
    if request.method == "POST" and form.is_valid():
        return _match(request, file_import, form)
    context = {"form": form, "import": file_import, "programme": file_import.programme}
    return render(request, "partnerships/imports/match_import.html", context)


def _match(request: PortalRequest, file_import: FileImport, form: MatchForm) -> HttpResponse:
    try:
        matched = previews.match_columns(
            file_import=file_import, positions=form.positions, by=request.user, at=timezone.now()
        )
    except ImportRefusedError as refused:
        return _refused(request, file_import, refused)
    return _onward(matched)


def show_import(request: PortalRequest, pk: int) -> HttpResponseBase:
    """What the file would do or did; problems first."""
    file_import = the_import(request, pk)
    if file_import.state == State.MATCHING:
        return redirect("match_import", pk=pk)
    context = page_of(request, file_import)
    context["may_import"] = can_import(request.standing, file_import.programme)
    return render(request, "partnerships/imports/import.html", context)


@require_POST
def apply_import(request: PortalRequest, pk: int) -> HttpResponse:
    """Do what the preview shows, all of it or nothing."""
    file_import = the_import(request, pk)
    seen = request.POST.get("seen", "")
    try:
        may_end(request, file_import)
        applied = ending.ask_to_apply(file_import=file_import, seen=seen, by=request.user, at=timezone.now())
    except ImportRefusedError as refused:
        return _refused(request, file_import, refused)
    if applied.state == State.APPLIED:
        messages.success(request, _said("applied", applied))
    return _onward(applied)


@require_POST
def cancel_import(request: PortalRequest, pk: int) -> HttpResponse:
    """Forget the file."""
    file_import = the_import(request, pk)
    try:
        may_end(request, file_import)
        cancelled = ending.cancel_import(file_import=file_import, by=request.user, at=timezone.now())
    except ImportRefusedError as refused:
        return _refused(request, file_import, refused)
    messages.success(request, _said("cancelled" if cancelled.is_over else "stopping", cancelled))
    return redirect("imports") if cancelled.is_over else redirect("import", pk=pk)


def _refused(request: PortalRequest, file_import: FileImport, refused: ImportRefusedError) -> HttpResponse:
    """Back to the import, saying why nothing was done; somebody who sent a form twice is told nothing they know."""
    now = FileImport.objects.select_related("ended_by").get(pk=file_import.pk)
    if not (now.state == State.APPLIED and now.ended_by_id == request.user.pk):
        messages.warning(request, _said(refused.code, now))
    return redirect("import", pk=file_import.pk)


def _said(code: str, file_import: FileImport) -> str:
    context: dict[str, Any] = {"code": code, "import": file_import}
    return render_to_string("partnerships/imports/said.txt", context).strip()
