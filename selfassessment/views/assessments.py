"""A partnership's assessment: the overview, its beginning, a theme at a time, and completing it."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from partnerships.errors import ProgrammeClosedError
from partnerships.http import PortalRequest
from selfassessment.errors import CompletedError
from selfassessment.forms.agreeing import AgreedThemeForm
from selfassessment.forms.answers import ThemeForm
from selfassessment.permissions import assessments as may
from selfassessment.rules.framework import Theme
from selfassessment.rules.progress import ThemeProgress, following
from selfassessment.selectors.advising import readable_assessments
from selfassessment.selectors.assessments import Draft, draft_of
from selfassessment.selectors.completions import reopened_of
from selfassessment.selectors.consensus import spreads_of
from selfassessment.selectors.evidence import evidence_of, titles_of
from selfassessment.selectors.following import last_year_of
from selfassessment.selectors.partners import partner_counts
from selfassessment.services import answering
from selfassessment.views.advising import read_theme
from selfassessment.views.beginning import begin_page
from selfassessment.views.finding import own_partnership, readable_draft
from selfassessment.views.saving import not_saved, saved_quietly

FORM = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def assessment(request: PortalRequest, pk: int) -> HttpResponse:
    """Where it stands: not begun, its themes with what is answered, or completed."""
    found = readable_assessments(request.standing).filter(partnership=pk).first()
    if found is None:
        return begin_page(request, own_partnership(request, pk))
    partnership = found.partnership
    context: dict[str, Any] = {
        "partnership": partnership,
        "programme": partnership.programme,
        "is_own": may.can_see_assessment(request.standing, partnership),
        "may_answer": may.can_answer(request.standing, partnership),
        "may_complete": may.can_complete(request.standing, partnership),
    }
    draft = draft_of(found)
    if draft.completion:
        return redirect("assessment_result", draft.completion.pk)
    context |= {"draft": draft, "tasks": tasks_of(draft)}
    context |= {"partners": partner_counts(found), "reopened": reopened_of(found)}
    return render(request, "selfassessment/assessments/assessment.html", context)


def tasks_of(draft: Draft) -> list[tuple[ThemeProgress, str]]:
    """Each theme with where it is answered, or read by those who may not."""
    addresses = [reverse("assess_theme", args=[draft.assessment.pk, theme.key]) for theme in draft.words.themes]
    return list(zip(draft.progress.themes, addresses, strict=True))


@FORM
def assess_theme(request: PortalRequest, pk: int, theme: str) -> HttpResponse:
    """The statements of a theme, saved by the button, or by themselves where there is JavaScript."""
    draft = readable_draft(request, pk)
    found = draft.theme(theme)
    may_answer = may.can_answer(request.standing, draft.assessment.partnership)
    if found is None or (request.method == "POST" and not may_answer):
        raise Http404
    if draft.completion:
        return completed_meanwhile(request, draft)
    if not may_answer:
        return read_theme(request, draft, found)
    form = form_for(request, draft, found)
    if request.method == "POST" and form.is_valid():
        return answered(request, draft, found, form)
    return page_of_theme(request, draft, found, form)


def form_for(request: PortalRequest, draft: Draft, theme: Theme) -> ThemeForm:
    """The statements with what partners scored and what was agreed last year; no query where nothing is followed."""
    return AgreedThemeForm(
        request.POST or None,
        draft=draft,
        theme=theme,
        action=request.get_full_path(),
        evidence=titles_of(evidence_of(draft.assessment).filter(statement__theme=theme.key)),
        spreads=spreads_of(draft.assessment),
        last_year=last_year_of(draft),
    )


def answered(request: PortalRequest, draft: Draft, theme: Theme, form: ThemeForm) -> HttpResponse:
    """Save, and go on; where somebody was first, back to the page with both."""
    try:
        saved = answering.answer_statements(
            assessment=draft.assessment, given=form.given, by=request.user, at=timezone.now()
        )
    except CompletedError:
        return completed_meanwhile(request, draft_of(draft.assessment))
    except ProgrammeClosedError:
        raise Http404 from None
    if request.htmx or saved.overtaken:
        form.draft = draft = draft_of(draft.assessment)
    if saved.overtaken:
        form.tell_overtaken(saved.overtaken)
        return page_of_theme(request, draft, theme, form)
    if request.htmx:
        return saved_quietly(request, form)
    messages.success(request, _("Your answers are saved."))
    return onward(request, draft, theme)


def onward(request: PortalRequest, draft: Draft, theme: Theme) -> HttpResponse:
    """Where the button leads: to evidence, back to the check one came from, to the next theme, or to the overview."""
    pressed, found = request.POST.get("onward"), draft.assessment
    if pressed == "evidence":
        return redirect("add_evidence", found.pk, theme.key)
    if pressed == "next" and "check" in request.GET and may.can_complete(request.standing, found.partnership):
        return redirect("complete_assessment", found.pk)
    after = following(draft.words, theme.key) if pressed == "next" else None
    if after is not None:
        return redirect("assess_theme", found.pk, after.key)
    return redirect("assessment", found.partnership_id)


def page_of_theme(request: PortalRequest, draft: Draft, theme: Theme, form: ThemeForm) -> HttpResponse:
    """The form; a save by itself that could not be is told in one line."""
    if request.htmx:
        return not_saved(request)
    keys = [each.key for each in draft.words.themes]
    context = {
        "draft": draft,
        "theme": theme,
        "form": form,
        "place": keys.index(theme.key) + 1,
        "partnership": draft.assessment.partnership,
        "programme": draft.assessment.partnership.programme,
    }
    return render(request, "selfassessment/assessments/theme.html", context)


def completed_meanwhile(request: PortalRequest, draft: Draft) -> HttpResponse:
    """To the result: nothing of a completed assessment is changed."""
    if request.htmx:
        return not_saved(request, "completed")
    if request.method == "POST":
        messages.warning(request, _("The assessment has been completed, so its answers stand. Nothing was saved."))
    return redirect("assessment", draft.assessment.partnership_id)
