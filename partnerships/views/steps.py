"""The steps of setting up a year, each a page with one form; the same pages change a year that is open."""

from typing import Any

from django.contrib import messages
from django.db import IntegrityError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from partnerships.errors import ProgrammeChangedError, TermsFixedError
from partnerships.forms.refused import refuse
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
    asked, terms = STEPS[step], draft_of(programme, step)
    if programme.is_set_up and step in OF_TERMS and terms is None and step != LIMITS:
        if request.method == "POST":
            messages.warning(request, said_of_year("terms_gone", programme))
        return redirect("change_terms", programme.key)
    form = form_of(request, asked, programme, terms)
    if form.is_bound and form.is_valid():
        try:
            return saved(request, asked, form, programme)
        except TermsFixedError:
            form.add_error(None, said_of_year("terms_gone", programme))
        except IntegrityError as error:
            refuse(form, error)
        except ProgrammeChangedError:  # this very moment: what is stored is read again
            programme = Programme.objects.get(pk=programme.pk)
            terms = draft_of(programme, step)
            form = form_of(request, asked, programme, terms)
            form.is_valid()  # which tells who was first, and what stands there by now
    context = {
        "form": form,
        "programme": programme,
        "terms": terms,
        "title": step_title(step, programme),
        "back": back_from(programme, step, is_drafted=terms is not None),
        "skip": way_on(programme, step) if not programme.is_set_up else "",
    }
    return render(request, f"partnerships/years/steps/{step}.html", context)


def draft_of(programme: Programme, step: str) -> Terms | None:
    """The draft of the terms, for the steps that change it."""
    return terms_drafted(programme) if step in OF_TERMS else None


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


def saved(request: PortalRequest, asked: Step, form: Any, programme: Programme) -> HttpResponse:
    """Save and lead on; raises what the step's service raises."""
    changed = asked.save(form, programme, request.user, timezone.now())
    programme = changed if isinstance(changed, Programme) else programme
    return redirect(way_on(programme, asked.name, is_drafted=terms_drafted(programme) is not None))
