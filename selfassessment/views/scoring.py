"""What whoever has a partner's link sees, without an account: the themes, one theme, and saying that one has finished.

The link opens these pages of that one partner and nothing else; looking at them changes nothing and uses nothing up.
"""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_http_methods, require_safe

from accounts.errors import LinkRefusedError
from partnerships.errors import ProgrammeClosedError
from selfassessment.errors import CompletedError, FinishedError, PartnerTakenOffError
from selfassessment.forms.answers import ThemeForm
from selfassessment.rules.framework import Theme
from selfassessment.rules.progress import following
from selfassessment.selectors.evidence import evidence_of_partner, titles_of
from selfassessment.selectors.partners import Door, Scoring, scoring_by, scoring_of
from selfassessment.services import partners as services
from selfassessment.views.saving import not_saved, saved_quietly

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, Scoring, str, P], HttpResponseBase]


def by_link(view: View[P]) -> Callable[Concatenate[HttpRequest, str, P], HttpResponseBase]:
    """Nothing but the link lets one in. Where there is nothing to be done with it any more, the page says why."""

    @login_not_required
    @never_cache
    @sensitive_variables("token")
    @wraps(view)
    def wrapped(request: HttpRequest, token: str, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        try:
            scoring = scoring_by(token, at=timezone.now())
            if scoring.door is Door.OPEN:
                return view(request, scoring, token, *args, **kwargs)
        except (PartnerTakenOffError, CompletedError, ProgrammeClosedError):  # this very moment
            scoring = scoring_by(token, at=timezone.now())
        except LinkRefusedError:
            if not request.htmx:  # type: ignore[attr-defined]
                raise
            return not_saved(request, "link")
        return ended(request, scoring)

    return wrapped


def ended(request: HttpRequest, scoring: Scoring) -> HttpResponse:
    """Why nothing can be answered any more."""
    if request.htmx:  # type: ignore[attr-defined]
        return not_saved(request, scoring.door)
    return render(request, "selfassessment/partners/ended.html", context_of(scoring, ""))


def context_of(scoring: Scoring, token: str) -> dict[str, object]:
    """What every page by a link shows."""
    partnership = scoring.partner.assessment.partnership
    overview_url = reverse("score_as_partner", args=[token]) if token else ""
    return {
        "draft": scoring,
        "partner": scoring.partner,
        "partnership": partnership,
        "programme": partnership.programme,
        "token": token,
        "overview_url": overview_url,
    }


def theme_url(token: str, theme: Theme) -> str:
    """Where a theme is answered."""
    return reverse("score_theme_as_partner", args=[token, theme.key])


@require_safe
@by_link
def score_as_partner(request: HttpRequest, scoring: Scoring, token: str) -> HttpResponse:
    """Who asks and how long it takes; the themes with what is answered; or that one has finished."""
    after = scoring.progress.next
    context = {
        "tasks": [(each, theme_url(token, each.theme)) for each in scoring.progress.themes],
        "next": after,
        "next_url": theme_url(token, after) if after else "",
        "size": scoring.progress.size,
    }
    page = "finished" if scoring.partner.finished_at else "scoring"
    return render(request, f"selfassessment/partners/{page}.html", {**context_of(scoring, token), **context})


@require_http_methods(["GET", "HEAD", "POST"])
@by_link
def score_theme_as_partner(request: HttpRequest, scoring: Scoring, token: str, theme: str) -> HttpResponse:
    """The statements of a theme, saved by the button, or by themselves where there is JavaScript."""
    found = scoring.theme(theme)
    if found is None:
        raise Http404
    if scoring.partner.finished_at and request.method != "POST":
        return redirect("score_as_partner", token)
    evidence = titles_of(evidence_of_partner(scoring.partner))
    form = ThemeForm(request.POST or None, draft=scoring, theme=found, action=request.path, evidence=evidence)
    if request.method == "POST" and form.is_valid():
        return answered(request, scoring, token, found, form)
    return page_of_theme(request, scoring, token, found, form)


def answered(request: HttpRequest, scoring: Scoring, token: str, theme: Theme, form: ThemeForm) -> HttpResponse:
    """Save, and go on; where another window of the same link was first, back to the page with both."""
    try:
        saved = services.answer_as_partner(partner=scoring.partner, given=form.given, at=timezone.now())
    except FinishedError:
        return finished_meanwhile(request, scoring, token, theme, form)
    quietly = request.htmx  # type: ignore[attr-defined]
    if quietly or saved.overtaken:
        form.draft = scoring = scoring_of(scoring.partner)
    if saved.overtaken:
        form.tell_overtaken(saved.overtaken)
        return page_of_theme(request, scoring, token, theme, form)
    if quietly:
        return saved_quietly(request, form)
    messages.success(request, _("Your answers are saved."))
    onward = request.POST.get("onward")
    if onward == "evidence":
        return redirect("add_evidence_as_partner", token, theme.key)
    after = following(scoring.words, theme.key) if onward == "next" else None
    return redirect(theme_url(token, after) if after else reverse("score_as_partner", args=[token]))


def finished_meanwhile(
    request: HttpRequest, scoring: Scoring, token: str, theme: Theme, form: ThemeForm
) -> HttpResponse:
    """Nothing is saved, and nothing typed is lost."""
    if request.htmx:  # type: ignore[attr-defined]
        return not_saved(request, "finished")
    said = _(
        "Nothing is saved, because you have said that you have finished. Open your link in another window, choose "
        "“Change my answers”, then save this page again"
    )
    form.add_error(None, ValidationError(said, code="finished"))
    return page_of_theme(request, scoring, token, theme, form)


def page_of_theme(request: HttpRequest, scoring: Scoring, token: str, theme: Theme, form: ThemeForm) -> HttpResponse:
    """The form; a save by itself that could not be is told in one line."""
    if request.htmx:  # type: ignore[attr-defined]
        return not_saved(request)
    place = [each.key for each in scoring.words.themes].index(theme.key) + 1
    context = {**context_of(scoring, token), "theme": theme, "form": form, "place": place}
    return render(request, "selfassessment/partners/theme.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@by_link
def finish_scoring(request: HttpRequest, scoring: Scoring, token: str) -> HttpResponse:
    """One has finished, with statements left open only where one was told how many (`open`); or (`back`) one goes on
    changing after all. Either twice is once."""
    partner, left = scoring.partner, scoring.progress.open
    if request.POST.get("back"):
        services.go_back_to_scoring(partner=partner, at=timezone.now())
    elif left and not partner.finished_at and request.POST.get("open") != str(left):
        context = {"cancel_url": reverse("score_as_partner", args=[token]), "open": left}
        return render(request, "selfassessment/partners/finish_open.html", {**context_of(scoring, token), **context})
    elif request.method == "POST":
        services.finish_scoring(partner=partner, at=timezone.now())
    return redirect("score_as_partner", token)
