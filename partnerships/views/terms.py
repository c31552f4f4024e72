"""Versions of a year's terms: drafted with a reason, compared, put into force or discarded."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from partnerships.errors import ProgrammeChangedError, ProgrammeNotReadyError, TermsFixedError
from partnerships.forms.terms import ReasonForm
from partnerships.http import PortalRequest, changes_year, year_of
from partnerships.models import Programme, Terms
from partnerships.selectors.programmes import terms_drafted, terms_in_force
from partnerships.selectors.terms import versions_of, with_former
from partnerships.selectors.terms_in_words import changed_in_words
from partnerships.selectors.year_sentences import said_of_year
from partnerships.services.terms import discard_terms, draft_terms, fix_terms
from partnerships.views.years import confirming


@require_http_methods(["GET", "HEAD", "POST"])
@changes_year
def change_terms(request: PortalRequest, programme: Programme) -> HttpResponse:
    """Why the terms change; then the draft, with what it changes beside what is in force."""
    if not programme.is_set_up:
        return redirect("set_up", programme.key)
    draft = terms_drafted(programme)
    if draft and "reason" not in request.GET:
        return drafted(request, programme, draft)
    form = ReasonForm(request.POST or None, initial={"reason": draft.reason if draft else ""})
    if form.is_valid():
        draft_terms(programme=programme, by=request.user, at=timezone.now(), **form.cleaned_data)
        return redirect("change_terms", programme.key)
    context = {"programme": programme, "form": form, "draft": draft}
    return render(request, "partnerships/years/terms_reason.html", context)


def drafted(request: PortalRequest, programme: Programme, draft: Terms) -> HttpResponse:
    """The draft's page."""
    changes = changed_in_words(terms_in_force(programme), draft, programme)
    context = {"programme": programme, "draft": draft, "changes": changes}
    return render(request, "partnerships/years/terms_draft.html", context)


@require_POST
@changes_year
def put_into_force(request: PortalRequest, programme: Programme) -> HttpResponse:
    """The draft, as it was looked at, becomes the next version."""
    if not programme.is_set_up:
        raise Http404
    try:
        terms = fix_terms(programme=programme, by=request.user, at=timezone.now(), seen=version_looked_at(request))
    except ProgrammeChangedError:
        messages.warning(request, said_of_year("terms_changed", programme))
        return redirect("change_terms", programme.key)
    except ProgrammeNotReadyError as error:
        tiers = [programme.words(tier) for problem in error.problems for tier in problem.about]
        messages.warning(request, said_of_year("terms_without_rates", programme, tiers=tiers))
        return redirect("change_terms", programme.key)
    except TermsFixedError:
        messages.warning(request, said_of_year("terms_gone", programme))
        return redirect("terms_versions", programme.key)
    messages.success(request, said_of_year("terms_in_force", programme, terms=terms))
    return redirect("terms_versions", programme.key)


def version_looked_at(request: PortalRequest) -> int:
    """Of the draft, as its page carried it; 0, which no draft has, for anything else."""
    typed = request.POST.get("version", "")
    return int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < 10 else 0


@require_http_methods(["GET", "HEAD", "POST"])
@changes_year
def discard(request: PortalRequest, programme: Programme) -> HttpResponse:
    """Drop the draft, once asked again."""
    draft = terms_drafted(programme) if programme.is_set_up else None
    if draft is None:
        messages.warning(request, said_of_year("terms_gone", programme))
        return redirect("year", programme.key)
    if request.method != "POST":
        return render(
            request, "partnerships/years/terms_discard.html", {**confirming(programme, "change_terms"), "draft": draft}
        )
    try:
        discard_terms(programme=programme, by=request.user, at=timezone.now(), seen=version_looked_at(request))
        messages.success(request, said_of_year("terms_discarded", programme))
    except ProgrammeChangedError:
        messages.warning(request, said_of_year("terms_changed", programme))
        return redirect("change_terms", programme.key)
    except TermsFixedError:
        messages.warning(request, said_of_year("terms_gone", programme))
    return redirect("year", programme.key)


@require_safe
def terms_versions(request: PortalRequest, key: str) -> HttpResponse:
    """Every version that was ever in force: who, when, why, and what it changed."""
    programme = year_of(request, key)
    versions = [
        (terms, changed_in_words(former, terms, programme))
        for terms, former in with_former(list(versions_of(programme)))
    ]
    return render(request, "partnerships/years/terms_versions.html", {"programme": programme, "versions": versions})
