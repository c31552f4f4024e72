"""Evidence of a theme: listed, added and removed, by the partnership's own people or by a link; and served."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kit.files.errors import NotServed, UploadRefused
from kit.files.forms import refuse
from kit.files.models import Upload
from kit.files.serving import serve_upload
from partnerships.http import PortalRequest
from selfassessment.errors import FinishedError, TooManyFilesError, TooMuchEvidenceError
from selfassessment.forms.evidence import EvidenceForm
from selfassessment.models import Assessment, Evidence
from selfassessment.rules.framework import Framework, Theme
from selfassessment.selectors import evidence as selectors
from selfassessment.selectors.frameworks import words_of
from selfassessment.selectors.partners import Scoring
from selfassessment.services import evidence as services
from selfassessment.services.evidence import Owner
from selfassessment.views.partners import context_of, while_open
from selfassessment.views.scoring import by_link, theme_url
from selfassessment.views.scoring import context_of as context_by_link

FORM = require_http_methods(["GET", "HEAD", "POST"])
FINISHED = _lazy("You have said that you have finished. Choose “Change my answers” first.")


@dataclass(frozen=True)
class Item:
    """A piece of evidence with its statement's number, where it is opened and where it can be removed, or nothing."""

    row: Evidence
    number: int
    url: str
    remove_url: str


def number_of(row: Evidence, theme: Theme) -> int:
    """The number of its statement, from 1."""
    return [each.key for each in theme.statements].index(row.statement.key) + 1


def theme_in(words: Framework, key: str) -> Theme:
    """A theme by its key, or 404."""
    found = next((theme for theme in words.themes if theme.key == key), None)
    if found is None:
        raise Http404
    return found


@FORM
@while_open
def add_evidence(request: PortalRequest, assessment: Assessment, theme: str) -> HttpResponse:
    """All that stands beside the statements of a theme, one's own to be removed; and a form for more."""
    found = theme_in(words_of(assessment.made_on), theme)
    form = EvidenceForm(request.POST or None, request.FILES or None, theme=found)
    if request.method == "POST" and form.is_valid() and added(form, Owner(assessment, person=request.user)):
        messages.success(request, _("The evidence is added."))
        return redirect("add_evidence", assessment.pk, theme)
    rows = selectors.evidence_of(assessment).filter(statement__theme=theme)
    context = {
        **context_of(assessment),
        "back": reverse("assess_theme", args=[assessment.pk, theme]),
        "items": [Item(each, number_of(each, found), link_to(each), own_remover(each)) for each in rows],
    }
    return page(request, found, form, context)


def link_to(row: Evidence) -> str:
    """Where the partnership's own people open it."""
    return row.link or reverse("evidence_file", args=[row.pk])


def own_remover(row: Evidence) -> str:
    """Where they remove it; what a partner added is not theirs."""
    return "" if row.partner_id else reverse("remove_evidence", args=[row.assessment_id, row.pk])


@FORM
@by_link
def add_evidence_as_partner(request: HttpRequest, scoring: Scoring, token: str, theme: str) -> HttpResponse:
    """The same for a partner: its own, and nobody else's."""
    found = theme_in(scoring.words, theme)
    form = EvidenceForm(request.POST or None, request.FILES or None, theme=found)
    if request.method == "POST" and form.is_valid() and added(form, owner_of(scoring)):
        messages.success(request, _("The evidence is added."))
        return redirect("add_evidence_as_partner", token, theme)
    rows = selectors.evidence_of_partner(scoring.partner).filter(statement__theme=theme)
    context = {
        **context_by_link(scoring, token),
        "back": theme_url(token, found),
        "items": [Item(each, number_of(each, found), link_by(token, each), remover_by(token, each)) for each in rows],
    }
    return page(request, found, form, context)


def owner_of(scoring: Scoring) -> Owner:
    """The partner."""
    return Owner(scoring.partner.assessment, partner=scoring.partner)


def link_by(token: str, row: Evidence) -> str:
    """Where a partner opens what it added."""
    return row.link or reverse("evidence_file_as_partner", args=[token, row.pk])


def remover_by(token: str, row: Evidence) -> str:
    """Where it removes it."""
    return reverse("remove_evidence_as_partner", args=[token, row.pk])


def added(form: EvidenceForm, owner: Owner) -> bool:
    """Keep it, or say beside the field why not."""
    try:
        services.add_evidence(owner=owner, **form.facts, at=timezone.now())
    except UploadRefused as refused:
        refuse(form, "file", refused)
    except TooMuchEvidenceError:
        form.refuse_more()
    except TooManyFilesError:
        form.refuse_files()
    except FinishedError:
        form.add_error(None, ValidationError(str(FINISHED), code="finished"))
    else:
        return True
    return False


def page(request: HttpRequest, theme: Theme, form: EvidenceForm, context: dict[str, Any]) -> HttpResponse:
    """What there is, in the order of the statements, and the form."""
    items = sorted(context["items"], key=lambda each: each.number)
    return render(
        request, "selfassessment/evidence/evidence.html", {**context, "items": items, "theme": theme, "form": form}
    )


@require_POST
@while_open
def remove_evidence(request: PortalRequest, assessment: Assessment, evidence_id: int) -> HttpResponse:
    """One of the partnership's own; pressed twice it is removed once."""
    found = get_object_or_404(assessment.evidence.select_related("statement"), pk=evidence_id, partner=None)
    services.remove_evidence(evidence=found, owner=Owner(assessment, person=request.user), at=timezone.now())
    messages.success(request, _("“{title}” is removed.").format(title=found.title))
    return redirect("add_evidence", assessment.pk, found.statement.theme)


@require_POST
@by_link
def remove_evidence_as_partner(request: HttpRequest, scoring: Scoring, token: str, evidence_id: int) -> HttpResponse:
    """One of the partner's own."""
    found = get_object_or_404(scoring.partner.evidence.select_related("statement"), pk=evidence_id)
    try:
        services.remove_evidence(evidence=found, owner=owner_of(scoring), at=timezone.now())
        messages.success(request, _("“{title}” is removed.").format(title=found.title))
    except FinishedError:
        messages.warning(request, str(FINISHED))
    return redirect("add_evidence_as_partner", token, found.statement.theme)


@require_safe
def evidence_file(request: PortalRequest, pk: int) -> HttpResponseBase:
    """A file of a draft that one may read."""
    return served(get_object_or_404(selectors.visible_evidence(request.standing), pk=pk).upload)


@require_safe
@by_link
def evidence_file_as_partner(request: HttpRequest, scoring: Scoring, token: str, pk: int) -> HttpResponseBase:
    """A file that the partner itself added."""
    return served(get_object_or_404(selectors.evidence_of_partner(scoring.partner), pk=pk).upload)


@require_safe
def completed_evidence_file(request: PortalRequest, pk: int) -> HttpResponseBase:
    """A file of a completed assessment that one may read."""
    return served(get_object_or_404(selectors.visible_completed_evidence(request.standing), pk=pk).upload)


def served(upload: Upload | None) -> HttpResponseBase:
    """The file; 404 for a link, and for what must not leave."""
    if upload is None:
        raise Http404
    try:
        return serve_upload(upload)
    except NotServed:
        raise Http404 from None
