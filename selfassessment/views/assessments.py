"""A partnership's assessment: the overview, its beginning, a theme at a time, and completing it."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from partnerships.errors import ProgrammeClosedError
from partnerships.http import PortalRequest
from partnerships.models import Partnership
from partnerships.selectors.partnerships import visible_partnerships
from selfassessment.errors import CompletedError, JointReviewError, NoFrameworkError, NothingToCompleteError
from selfassessment.forms.answers import ThemeForm
from selfassessment.models import Assessment
from selfassessment.permissions import assessments as may
from selfassessment.rules.framework import Theme
from selfassessment.rules.progress import following, minutes_for
from selfassessment.selectors.assessments import Draft, draft_of, visible_assessments
from selfassessment.selectors.frameworks import chosen_version
from selfassessment.services import answering, completing

FORM = require_http_methods(["GET", "HEAD", "POST"])


def own_partnership(request: PortalRequest, pk: int) -> Partnership:
    """A partnership that one represents or champions; missing and forbidden alike are 404."""
    partnership = get_object_or_404(visible_partnerships(request.standing), pk=pk)
    if not may.can_see_assessment(request.standing, partnership):
        raise Http404
    return partnership


def own_draft(request: PortalRequest, pk: int) -> Draft:
    """An assessment of one's own as it stands."""
    return draft_of(get_object_or_404(visible_assessments(request.standing), pk=pk))


@require_safe
def assessment(request: PortalRequest, pk: int) -> HttpResponse:
    """Where it stands: not begun, its themes with what is answered, or completed."""
    partnership = own_partnership(request, pk)
    found = visible_assessments(request.standing).filter(partnership=partnership).first()
    context: dict[str, Any] = {
        "partnership": partnership,
        "programme": partnership.programme,
        "may_answer": may.can_answer(request.standing, partnership),
        "may_complete": may.can_complete(request.standing, partnership),
    }
    if found is None:
        version = chosen_version(partnership.programme)
        context |= {"version": version, "minutes": minutes_for(version.size) if version else 0}
        return render(request, "selfassessment/assessments/begin.html", context)
    draft = draft_of(found)
    if draft.completion:
        return redirect("assessment_result", draft.completion.pk)
    return render(request, "selfassessment/assessments/assessment.html", {**context, "draft": draft})


@require_POST
def start_assessment(request: PortalRequest, pk: int) -> HttpResponse:
    """Begin on the framework of the year; whoever comes second goes on with what is begun."""
    partnership = own_partnership(request, pk)
    if not may.can_answer(request.standing, partnership):
        raise Http404
    try:
        answering.start_assessment(partnership=partnership, by=request.user, at=timezone.now())
    except (NoFrameworkError, JointReviewError):
        messages.warning(request, _("Nothing was begun. The page says why"))
    except ProgrammeClosedError:
        raise Http404 from None
    return redirect("assessment", pk)


@FORM
def assess_theme(request: PortalRequest, pk: int, theme: str) -> HttpResponse:
    """The statements of a theme, saved by the button, or by themselves where there is JavaScript."""
    draft = own_draft(request, pk)
    found = draft.theme(theme)
    if found is None or not may.can_answer(request.standing, draft.assessment.partnership):
        raise Http404
    if draft.completion:
        return completed_meanwhile(request, draft)
    form = ThemeForm(request.POST or None, draft=draft, theme=found, action=request.path)
    if request.method == "POST" and form.is_valid():
        return answered(request, draft, found, form)
    return page_of_theme(request, draft, found, form)


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
        form.draft = draft_of(draft.assessment)
    if saved.overtaken:
        form.tell_overtaken(saved.overtaken)
        return page_of_theme(request, form.draft, theme, form)
    if request.htmx:
        return saved_quietly(request, form)
    after = following(draft.words, theme.key) if request.POST.get("onward") == "next" else None
    messages.success(request, _("Your answers are saved"))
    if after is not None:
        return redirect("assess_theme", draft.assessment.pk, after.key)
    return redirect("assessment", draft.assessment.partnership_id)


def page_of_theme(request: PortalRequest, draft: Draft, theme: Theme, form: ThemeForm) -> HttpResponse:
    """The form; a save by itself that could not be is told in one line."""
    if request.htmx:
        return render(request, "selfassessment/assessments/not_saved.html", {"form": form})
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


def saved_quietly(request: PortalRequest, form: ThemeForm) -> HttpResponse:
    """The line that says so, and the marks of what stands now where it is what the person has before them.

    What somebody else has written meanwhile was not shown, so its old mark stays, and the next save is refused there.
    """
    standing = [(number, form.draft.stands(each.key).mark, form.given[each.key][0]) for number, each in form.numbered]
    marks = [(f"id_was_{number}", f"was_{number}", mark) for number, mark, mine in standing if mine.mark == mark]
    context = {"at": timezone.now(), "marks": marks, "progress": form.draft.progress}
    return render(request, "selfassessment/assessments/saved.html", context)


def completed_meanwhile(request: PortalRequest, draft: Draft) -> HttpResponse:
    """To the result: nothing of a completed assessment is changed."""
    if request.htmx:
        return render(request, "selfassessment/assessments/not_saved.html", {"is_completed": True})
    if request.method == "POST":
        messages.warning(request, _("The assessment has been completed, so its answers stand. Nothing was saved"))
    return redirect("assessment", draft.assessment.partnership_id)


@FORM
def complete_assessment(request: PortalRequest, pk: int) -> HttpResponse:
    """What is missing and what completing means; then frozen, with a receipt."""
    draft = own_draft(request, pk)
    if not may.can_complete(request.standing, draft.assessment.partnership):
        raise Http404
    if draft.completion:
        return redirect("assessment_result", draft.completion.pk)
    if request.method == "POST":
        return completed(request, draft.assessment)
    themes = zip(draft.words.themes, draft.scores.themes, strict=True)
    context = {
        "draft": draft,
        "partnership": draft.assessment.partnership,
        "hidden": [theme for theme, score in themes if not score.shows],
        "cancel_url": reverse("assessment", args=[draft.assessment.partnership_id]),
    }
    return render(request, "selfassessment/assessments/complete.html", context)


def completed(request: PortalRequest, found: Assessment) -> HttpResponse:
    """Complete it; of two at once one does, and both see the same."""
    try:
        done = completing.complete_assessment(assessment=found, by=request.user, at=timezone.now())
    except CompletedError:
        return redirect("assessment", found.partnership_id)
    except NothingToCompleteError:
        messages.warning(request, _("It cannot be completed yet: no theme has enough answers"))
        return redirect("assessment", found.partnership_id)
    except ProgrammeClosedError:
        raise Http404 from None
    said = _("The assessment is completed. Your receipt is {reference}")
    messages.success(request, said.format(reference=done.reference))
    return redirect("assessment_result", done.pk)
