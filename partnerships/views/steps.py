"""The steps of setting up a year, each a page with one form; the same pages change a year that is open."""

from typing import Any

from django.contrib import messages
from django.db import IntegrityError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from partnerships.errors import ProgrammeChangedError, TermsFixedError
from partnerships.http import PortalRequest, changes_year
from partnerships.models import Programme, Terms
from partnerships.rules.setting_up import OF_TERMS
from partnerships.selectors.programmes import terms_drafted
from partnerships.selectors.setting_up import last_to_change
from partnerships.selectors.steps import back_from, step_title, way_on
from partnerships.selectors.year_sentences import said_of_year
from partnerships.views.step_forms import STEPS, Step

LIMITS = "limits"


@require_http_methods(["GET", "HEAD", "POST"])
@changes_year
def step(request: PortalRequest, programme: Programme, step: str) -> HttpResponse:
    """One step: its form, saved, leads on."""
    asked, terms = STEPS[step], terms_drafted(programme) if step in OF_TERMS else None
    if programme.is_set_up and step in OF_TERMS and terms is None and step != LIMITS:
        return redirect("change_terms", programme.key)
    form = form_of(request, asked, programme, terms)
    if form.is_bound and form.is_valid():
        answer = saved(request, asked, form, programme)
        if answer:
            return answer
    context = {
        "form": form,
        "programme": programme,
        "terms": terms,
        "title": step_title(step, programme),
        "back": back_from(programme, step, is_drafted=terms is not None),
        "skip": way_on(programme, step) if not programme.is_set_up else "",
    }
    return render(request, f"partnerships/years/steps/{step}.html", context)


def form_of(request: PortalRequest, asked: Step, programme: Programme, terms: Terms | None) -> Any:
    """The step's form with what is stored, at the version that is stored."""
    shown = terms or Terms(programme=programme, number=1, version=0)
    who = last_to_change(terms or programme) if request.method == "POST" else ""
    return asked.form(
        request.POST if request.method == "POST" else None,
        initial=asked.initial(programme, shown),
        version=asked.version(programme, shown),
        changed_by=who,
        **asked.options(programme, None if programme.is_set_up and terms is None else shown),
    )


def saved(request: PortalRequest, asked: Step, form: Any, programme: Programme) -> HttpResponse | None:
    """Save and lead on; None when somebody else was first, which the form then says."""
    try:
        changed = asked.save(form, programme, request.user, timezone.now())
    except (ProgrammeChangedError, TermsFixedError):
        form.refuse_overwriting()
        return None
    except IntegrityError:
        form.add_error("key", form.TAKEN)  # somebody took it this very moment
        return None
    programme = changed if isinstance(changed, Programme) else programme
    for warning in asked.warnings(form):
        messages.warning(request, said_of_year(warning, programme))
    return redirect(way_on(programme, asked.name, is_drafted=terms_drafted(programme) is not None))
