"""A year's budget: its lines, each added, changed and removed."""

import re

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from kit.govuk_ui.formats import money
from ledger.errors import BelowOfferedError, LineChangedError, LineInUseError, LineKnownError
from ledger.forms.lines import NO, YES, AddLineForm, ChangeLineForm
from ledger.models import BudgetLine
from ledger.selectors import budget_of
from ledger.services import add_budget_line, change_budget_line, remove_budget_line
from partnerships.http import PortalRequest, changes_year
from partnerships.models import Programme
from partnerships.selectors.setting_up import last_to_change
from partnerships.selectors.steps import back_from, way_on
from partnerships.selectors.year_sentences import said_of_year
from partnerships.services.programmes import confirm_step


@require_http_methods(["GET", "HEAD", "POST"])
@changes_year
def budget(request: PortalRequest, programme: Programme) -> HttpResponse:
    """Every line, with what can be done about it, and the sums; going on says that one has looked through them."""
    if request.method == "POST":
        confirm_step(programme=programme, step="budget", by=request.user, at=timezone.now())
        return redirect(way_on(programme, "budget"))
    context = {
        "programme": programme,
        "budget": budget_of(programme),
        "back": back_from(programme, "budget"),
        "way_on": way_on(programme, "budget"),
    }
    return render(request, "ledger/budget.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@changes_year
def add_line(request: PortalRequest, programme: Programme) -> HttpResponse:
    """A new line."""
    form = AddLineForm(request.POST or None)
    if form.is_valid():
        try:
            line = form.fields_of_line()
            add_budget_line(programme=programme, by=request.user, at=timezone.now(), **line)
            return redirect("set_up_budget", programme.key)
        except LineKnownError:
            form.add_error("name", form.KNOWN)
    return render(request, "ledger/line.html", {"programme": programme, "form": form})


@require_http_methods(["GET", "HEAD", "POST"])
@changes_year
def change_line(request: PortalRequest, programme: Programme, pk: int) -> HttpResponse:
    """A line that is there; of two who change it at once the second is told."""
    line = get_object_or_404(BudgetLine, programme=programme, pk=pk)
    form = form_of(request, line)
    if form.is_valid():
        try:
            fields = form.fields_of_line()
            change_budget_line(line=line, seen=form.seen_version, by=request.user, at=timezone.now(), **fields)
            return redirect("set_up_budget", programme.key)
        except LineKnownError:
            form.add_error("name", form.KNOWN)
        except LineInUseError:
            form.add_error("kind", form.IN_USE)
        except BelowOfferedError as error:
            form.add_error("amount", form.BELOW % {"offered": money(error.offered)})
        except LineChangedError:
            now = BudgetLine.objects.filter(pk=line.pk).first()
            if now is None:
                messages.warning(request, said_of_year("line_gone", programme))
                return redirect("set_up_budget", programme.key)
            form = form_of(request, now)
            form.is_valid()  # which tells who was first, and what stands there by now
    return render(request, "ledger/line.html", {"programme": programme, "form": form, "line": line})


def form_of(request: PortalRequest, line: BudgetLine) -> ChangeLineForm:
    """A line's form, at the version it stands at."""
    return ChangeLineForm(
        request.POST or None,
        initial=initial_of(line),
        version=line.version,
        changed_by=last_to_change(line) if request.method == "POST" else "",
    )


def initial_of(line: BudgetLine) -> dict[str, object]:
    """A line as its form asks for it."""
    stored = {name: getattr(line, name) for name in ("name", "funder", "purpose", "kind", "amount", "ring_fenced")}
    return {**stored, "is_ring_fenced": YES if line.ring_fenced else NO}


@require_http_methods(["GET", "HEAD", "POST"])
@changes_year
def remove_line(request: PortalRequest, programme: Programme, pk: int) -> HttpResponse:
    """Take a line out of the budget, once asked again."""
    line = get_object_or_404(BudgetLine, programme=programme, pk=pk)
    if request.method != "POST":
        return render(
            request,
            "ledger/remove.html",
            {"programme": programme, "line": line, "cancel_url": reverse("set_up_budget", args=[programme.key])},
        )
    try:
        remove_budget_line(line=line, seen=version_seen(request), by=request.user, at=timezone.now())
    except LineInUseError:
        return render(request, "ledger/in_use.html", {"programme": programme, "line": line})
    except LineChangedError:
        messages.warning(request, said_of_year("line_changed", programme))
    return redirect("set_up_budget", programme.key)


def version_seen(request: PortalRequest) -> int:
    """The version that the page asked about; 0, which no line has, for anything else."""
    seen = request.POST.get("version", "")
    return int(seen) if re.fullmatch(r"[0-9]{1,9}", seen) else 0
