"""Simulations that are kept: the list, one of them, showing it to the steering group or not, removing it."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from grants.errors import SimulationChangedError
from grants.forms.simulations import CompareForm, seen_in
from grants.models import Simulation
from grants.permissions.eligibility import can_see_simulations, can_simulate
from grants.selectors.simulation_rules import rules_apart
from grants.selectors.simulations import Simulated, moved_since, result_of, simulations_in, visible_simulations
from grants.services import simulations as services
from grants.views.simulation_tables import (
    alike_listing,
    amount,
    compare_box,
    listing_of,
    saved_by,
    simulation_link,
    title_of_file,
)
from grants.views.simulation_work import live_region, result_context
from kit.tables.columns import Column
from kit.tables.listing import Listing, export_of, list_page
from partnerships.errors import ProgrammeClosedError
from partnerships.http import PortalRequest
from partnerships.models import Programme

CLOSED = gettext_lazy("The year has been closed. Nothing was changed.")
CHANGED = gettext_lazy("Somebody changed this simulation meanwhile, so it was not removed. This is how it is now.")
SIMULATIONS = ngettext_lazy("%(count)s simulation", "%(count)s simulations", "count")


@require_safe
def simulations(request: PortalRequest) -> HttpResponse:
    """Those of the programme acted in; the steering group's are those shown to it."""
    programme = request.standing.programme
    if programme is None or not can_see_simulations(request.standing, programme):
        raise Http404
    return listed(request, programme, CompareForm(simulations=simulations_in(request.standing, programme)))


def listed(request: PortalRequest, programme: Programme, form: CompareForm) -> HttpResponse:
    """The list, from which two or three are chosen to be put side by side."""
    live = live_region(programme)
    kept = list(form.simulations.values()) if live else []
    results: dict[int, Simulated] = {}

    def result(one: Simulation) -> Simulated:
        if one.pk not in results and live:
            results[one.pk] = result_of(one, live)
        return results[one.pk]

    columns = [
        Column(_("Name"), lambda one: one.name, cell=simulation_link),
        Column(_("Saved"), saved_by, cell=saved_by),
        amount(_("Goes out"), lambda one: result(one).after.awarded_pence),
        Column(
            _("Conditions met"),
            lambda one: met_in_words(result(one)),
            number=True,
        ),
        *([Column(_("Compare"), lambda one: "", cell=lambda one: compare_box(one, form.ticked))] if kept[1:] else []),
    ]
    context = {
        "programme": programme,
        "form": form,
        "listing": list_page(request, Listing(_("Simulations"), SIMULATIONS, columns, kept, downloads=False)),
        "can_compare": bool(kept[1:]),
        "may_simulate": can_simulate(request.standing, programme),
    }
    return render(request, "grants/simulations/simulations.html", context)


def met_in_words(result: Simulated) -> str:
    """`3 of 4`."""
    decisions = result.after.counties.values()
    met = sum(decision.met for decision in decisions)
    return _("%(met)s of %(all)s") % {"met": met, "all": len(decisions)}


@require_safe
def simulation(request: PortalRequest, pk: int) -> HttpResponseBase:
    """What it comes to beside the facts of today, and what has happened since it was saved."""
    found = get_object_or_404(visible_simulations(request.standing), pk=pk)
    live = live_region(found.programme)
    if live is None:
        raise Http404
    result = result_of(found, live)
    whole = listing_of(result, filename=title_of_file(found.programme, found.name))
    if export := export_of(request, whole):
        return export
    context = {
        **result_context(request, result),
        "listing": list_page(request, alike_listing(result, downloads=True)),
        "simulation": found,
        "programme": found.programme,
        "rules": rules_apart(live, [result], found.programme),
        "moved": moved_since(found, live),
        "may_simulate": can_simulate(request.standing, found.programme),
    }
    return render(request, "grants/simulations/simulation.html", context)


def own_simulation(request: PortalRequest, pk: int) -> Simulation:
    """One that may be changed; 404 otherwise."""
    found = get_object_or_404(visible_simulations(request.standing), pk=pk)
    if not can_simulate(request.standing, found.programme):
        raise Http404
    return found


@require_POST
def show_simulation(request: PortalRequest, pk: int) -> HttpResponse:
    """Let the steering group read it, or no longer."""
    found, is_shown = own_simulation(request, pk), request.POST.get("is_shown") == "yes"
    try:
        services.show_simulation(simulation=found, is_shown=is_shown, by=request.user, at=timezone.now())
    except ProgrammeClosedError:
        messages.warning(request, CLOSED)
        return redirect("simulation", pk)
    said = _("The steering group can read it now.") if is_shown else _("The steering group can no longer read it.")
    messages.success(request, said)
    return redirect("simulation", pk)


@require_http_methods(["GET", "HEAD", "POST"])
def remove_simulation(request: PortalRequest, pk: int) -> HttpResponse:
    """Asks once, then removes it as it was seen."""
    found = own_simulation(request, pk)
    if request.method != "POST":
        context = {
            "simulation": found,
            "programme": found.programme,
            "cancel_url": reverse("simulation", args=[pk]),
            "cannot_be_undone": True,
        }
        return render(request, "grants/simulations/remove.html", context)
    try:
        services.remove_simulation(simulation=found, seen=seen_in(request.POST), by=request.user, at=timezone.now())
    except SimulationChangedError:
        messages.warning(request, CHANGED)
        return redirect("simulation", pk)
    except ProgrammeClosedError:
        messages.warning(request, CLOSED)
        return redirect("simulation", pk)
    messages.success(request, _("The simulation “%(name)s” is removed.") % {"name": found.name})
    return redirect("simulations")
