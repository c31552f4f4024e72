"""What the forms section of the style page shows, and a form there to try: it answers, and keeps nothing."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from django.contrib.auth.decorators import login_not_required
from django.core.files.uploadedfile import SimpleUploadedFile
from django.forms import BoundField
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.datastructures import MultiValueDict
from django.utils.timezone import localdate
from django.views.decorators.http import require_http_methods

from kit.govuk_ui import forms
from kit.govuk_ui.style.form_examples import MilestoneFormSet, MilestonesFormSet, SignInForm, VisitForm, WordingForm
from kit.govuk_ui.style.form_kinds import KINDS, STATES

MIDSUMMER = dt.date(2027, 6, 18)
ANSWERS: dict[str, str | list[str]] = {
    "partnership": "lichfield",
    "visited_day": "4",
    "visited_month": "6",
    "visited_year": "2027",
    "quantity": "1.5",
    "spent": "£1,240",
    "happened": "help",
    "help_needed": "Somebody who has cut a list of measures before.\r\nBy the autumn.",
    "barriers": ["data", "people"],
    "data_email": "figures@police.example",
    "agreed": "on",
}
WRONG: dict[str, str | list[str]] = {
    "visited_day": "31",
    "visited_month": "6",
    "visited_year": "2027",
    "quantity": "a few",
    "spent": "£12,40",
    "happened": "later",
    "meet_again_day": "1",
    "meet_again_month": "5",
    "meet_again_year": "2027",
    "barriers": ["data", "none"],
    "data_email": "nobody",
}


@dataclass(frozen=True)
class Shown:
    """A kind of field, in its states."""

    title: str
    states: list[tuple[str, BoundField]]


def browser_sends(answers: Mapping[str, str | list[str]]) -> MultiValueDict[str, str]:
    return MultiValueDict({name: [value] if isinstance(value, str) else value for name, value in answers.items()})


def context() -> dict[str, object]:
    """For style/forms.html."""
    return {
        "kinds": [
            Shown(kind.title, [(state, kind.in_state(number, state)) for state in STATES])
            for number, kind in enumerate(KINDS)
        ],
        "answers": answered(),
        "overtaken": overtaken(),
        "lost_file": lost_file(),
        "rows": rows(),
        "sign_in": SignInForm({"login": "nobody", "age": "many", "kind": "c"}, auto_id="foreign_%s"),
    }


def answered() -> forms.Form:
    """Filled in, nothing wrong: for "check your answers"."""
    form = VisitForm(browser_sends(ANSWERS), on=MIDSUMMER)
    form.full_clean()
    return form


def overtaken() -> forms.Form:
    """Somebody else saved while this was being written."""
    stored = {"title": "Fewer, better measures", "outcome": "Twelve measures in place of 41."}
    typed = {"title": "Fewer, better measures", "outcome": "Ten measures that the board really reads.", "version": "3"}
    return WordingForm(typed, initial=stored, version=4, changed_by="Odile Marchbank", auto_id="overtaken_%s")


def lost_file() -> forms.Form:
    """A file came with answers that need changing."""
    files = MultiValueDict({"lost-paper": [SimpleUploadedFile("minutes of 4 June.csv", b"a,b\n")]})
    return VisitForm(MultiValueDict(), files, on=MIDSUMMER, prefix="lost")


def rows() -> MilestoneFormSet:
    """Two rows, the second with a mistake."""
    typed = {
        "milestones-TOTAL_FORMS": "2",
        "milestones-INITIAL_FORMS": "0",
        "milestones-0-title": "Staff briefed",
        "milestones-0-by_day": "30",
        "milestones-0-by_month": "10",
        "milestones-0-by_year": "2027",
        "milestones-1-title": "Report on the 12 measures",
        "milestones-1-by_day": "30",
        "milestones-1-by_month": "11",
    }
    return MilestonesFormSet(typed, prefix="milestones")


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def try_form(request: HttpRequest) -> HttpResponse:
    """A form to fill in; answers that hold are shown once more, as before anything is sent. Nothing is stored."""
    typed = request.POST or (browser_sends(WRONG) if "wrong" in request.GET else None)
    form = VisitForm(typed, request.FILES or None, on=localdate() if request.POST else MIDSUMMER)
    if form.is_valid():
        return render(request, "style/form_answers.html", {"form": form})
    return render(request, "style/form_try.html", {"form": form})


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def try_rows(request: HttpRequest) -> HttpResponse:
    """Rows to add, remove and send."""
    formset: MilestoneFormSet = MilestonesFormSet(request.POST or None, prefix="milestones")
    valid = bool(request.POST) and not formset.rows_asked_for() and formset.is_valid()
    return render(request, "style/form_rows.html", {"formset": formset, "valid": valid})
