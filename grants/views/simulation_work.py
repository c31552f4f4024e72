"""The simulator: ticks and choices to play with, what comes of them, and keeping it by a name.

A press of a button sends everything that is typed; what is right then stands in the page's address, so that it can be
come back to, and nothing is stored until it is saved.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from grants.errors import SimulationChangedError, SimulationNameTakenError
from grants.forms import simulation_state as state
from grants.forms.simulations import ChangeSimulationForm, NewSimulationForm, SimulatorFields, carried, completed
from grants.models import Simulation
from grants.permissions.eligibility import can_simulate
from grants.selectors.eligibility import Eligibility, eligibility_of, settings_of
from grants.selectors.simulation_pictures import differences_of
from grants.selectors.simulation_rules import Apart, rules_apart
from grants.selectors.simulations import (
    Simulated,
    Ticks,
    assumption,
    facts_now,
    offers_of,
    rules_of,
    simulate,
    ticks_of,
    visible_simulations,
)
from grants.services import simulations as services
from grants.views.simulation_tables import alike_listing, closed, in_short, sums_of, tick_rows
from kit.tables.listing import list_page
from partnerships.errors import ProgrammeClosedError
from partnerships.forms.written_for import WRITTEN_FOR
from partnerships.http import PortalRequest, programme_of
from partnerships.models import Programme
from partnerships.rules.deadlines import local_day

FORM = require_http_methods(["GET", "HEAD", "POST"])
MOST_NAMED = 12


@dataclass
class Desk:
    """What lies before somebody who simulates: the region, what the page began with, and what was sent."""

    request: PortalRequest
    live: Eligibility
    starts: Ticks
    form: SimulatorFields
    url: str
    simulation: Simulation | None = None

    @property
    def sent(self) -> QueryDict:
        """By a button, or in the address."""
        return self.request.POST if self.request.method == "POST" else self.request.GET

    @cached_property
    def groups(self) -> list[list[Any]]:
        """Everybody, as they are ticked."""
        return state.grouped(self.live.progress.values())

    @property
    def pressed(self) -> tuple[str, str]:
        """The button, and the group it is about."""
        button, _colon, key = self.request.POST.get("do", "").partition(":")
        return button, key

    @cached_property
    def ticks(self) -> Ticks:
        """What is ticked; a group's own buttons tick it wholly, or not at all."""
        known = {row.pk for row in self.live.progress.values()}
        ticks = state.ticks_in(self.sent, self.groups, known, self.starts)
        button, key = self.pressed
        members = {row.pk for rows in self.groups if str(rows[0].pk) == key for row in rows}
        if button == "all":
            return Ticks(ticks.submitted | members, ticks.shared | members)
        return Ticks(ticks.submitted - members, ticks.shared - members) if button == "none" else ticks

    @cached_property
    def result(self) -> Simulated:
        """What comes of it; of choices that are not right, what comes of those the page began with."""
        return simulate(self.live, self.ticks, self.form.settings, self.form.offers)

    @cached_property
    def is_sound(self) -> bool:
        """Whether what was sent can be reckoned; if not, the form says why."""
        if not self.form.is_valid():
            return False
        if self.result.population_unknown:
            self.form.refuse_population(self.result.population_unknown)
            return False
        return True

    @property
    def address(self) -> str:
        """Where all of it can be come back to."""
        button, key = self.pressed
        packed = {state.SUBMITTED: state.pack(self.ticks.submitted), state.SHARED: state.pack(self.ticks.shared)}
        opened = key if button in ("open", "all", "none") else self.request.POST.get(state.OPEN, "")
        folds = {state.OPEN: opened, state.RULES: "open" if self.shows_rules else ""}
        query = carried(self.request.POST, **packed, **{name: value for name, value in folds.items() if value})
        place = f"group-{key}" if key.isdecimal() and button != "work" else "result"
        return f"{self.url}?{query.urlencode()}#{place}"

    @cached_property
    def rules(self) -> list[Apart]:
        """The offers and choices that are not the year's."""
        return rules_apart(self.live, [self.result], self.live.programme)

    @property
    def shows_rules(self) -> bool:
        """Whether they are not folded: one of them is not the year's, was not on the way here, or is to be mended."""
        return self.form.has_wrong_rules or bool(self.rules) or self.sent.get(state.RULES) == "open"

    @property
    def opened(self) -> set[int]:
        """Groups whose ticks are shown: all of them, unless they are too many."""
        if state.all_at_once(self.live.progress):
            return {rows[0].pk for rows in self.groups}
        button, key = self.pressed
        return state.numbers([key if button == "open" else self.sent.get(state.OPEN, "")])

    def page(self) -> HttpResponse:
        """With everything that was typed; a result only when there is nothing to mend."""
        is_right = not self.form.is_bound or self.is_sound
        context = {
            "programme": self.live.programme,
            "form": self.form,
            "simulation": self.simulation,
            "facts_url": self.url,
            "all_at_once": state.all_at_once(self.live.progress),
            "groups": list(self.drawn(self.result if is_right else None)),
            "rules": self.rules if is_right else [],
            "shows_rules": self.shows_rules,
            "lines": ",".join(f"#s{rows[0].pk}" for rows in self.groups),
            "packed": (state.pack(self.ticks.submitted), state.pack(self.ticks.shared)),
            "opened": ",".join(map(str, self.opened)) if len(self.opened) == 1 else "",
            **(result_context(self.request, self.result) if is_right else {}),
        }
        return render(self.request, "grants/simulations/simulator.html", context)

    def drawn(self, result: Simulated | None) -> Iterator[tuple[state.Group, str, str]]:
        """The groups for the page: of an open one a line about it and its ticks, a closed one as a whole."""
        programme = self.live.programme
        for group in state.groups_of(self.groups, programme, self.ticks, self.opened, result):
            if group.is_open:
                rows = tick_rows(group.rows, self.ticks, programme, is_county=group.is_county)
                yield group, in_short(group), rows
            else:
                yield group, "", closed(group)


def result_context(request: PortalRequest, result: Simulated) -> dict[str, Any]:
    """What the pages say of a result."""
    return {
        "result": result,
        "sums": sums_of(result),
        "figure": differences_of(result),
        "listing": list_page(request, alike_listing(result)),
        "unchanged": len(result.changes) - len(result.changed),
        "unknown_named": result.population_unknown[:MOST_NAMED],
        "unknown_unnamed": max(0, len(result.population_unknown) - MOST_NAMED),
        "odd_named": result.odd_pennies[:MOST_NAMED],
        "odd_unnamed": max(0, len(result.odd_pennies) - MOST_NAMED),
    }


@FORM
def simulator(request: PortalRequest) -> HttpResponse:
    """Begins at the facts, for those who may simulate."""
    programme = programme_asked(request)
    if programme is None or not can_simulate(request.standing, programme):
        raise Http404
    live = live_region(programme)
    if live is None:
        return render(request, "grants/simulations/nothing.html", {"programme": programme})
    settings, offers = settings_of(live.terms), live.offers
    shared: dict[str, Any] = {
        "terms": live.terms,
        "settings": settings,
        "offers": offers,
        "written_for": programme,
    }
    if request.method == "POST":
        form = NewSimulationForm(request.POST, **shared, working_in=request.standing.programme)
    else:
        asked = completed(request.GET, settings, offers, programme) if request.GET else None
        form = NewSimulationForm(asked, **shared, working_in=programme)
    desk = Desk(request, live, facts_now(live), form, reverse("simulator"))
    return worked_at(desk, programme)


@FORM
def change_simulation(request: PortalRequest, pk: int) -> HttpResponse:
    """Begins at what was saved; saved again, it replaces that, unless somebody else was first."""
    simulation = get_object_or_404(visible_simulations(request.standing), pk=pk)
    live = live_region(simulation.programme)
    if live is None or not can_simulate(request.standing, simulation.programme):
        raise Http404
    desk = desk_of(request, simulation, live)
    return worked_at(desk, simulation.programme)


def desk_of(request: PortalRequest, simulation: Simulation, live: Eligibility) -> Desk:
    """With what is kept by now."""
    kept = {"name": simulation.name, "is_shown": simulation.is_shown}
    sent = request.POST if request.method == "POST" else (request.GET and with_what_is_kept(request, simulation, live))
    form = ChangeSimulationForm(
        sent or None,
        terms=live.terms,
        settings=rules_of(simulation),
        offers=offers_of(simulation, live),
        initial=kept,
        version=simulation.version,
        changed_by=simulation.made_by.name,
    )
    url = reverse("change_simulation", args=[simulation.pk])
    return Desk(request, live, ticks_of(simulation), form, url, simulation)


def with_what_is_kept(request: PortalRequest, simulation: Simulation, live: Eligibility) -> Any:
    """An address that leaves something out means what is kept."""
    kept = rules_of(simulation), offers_of(simulation, live)
    whole = completed(request.GET, *kept, simulation.programme)
    if "version" not in request.GET:
        whole["version"] = str(simulation.version)
        whole["name"] = simulation.name
        if simulation.is_shown:
            whole["is_shown"] = "on"
    return whole


def live_region(programme: Programme) -> Eligibility | None:
    """As it stands now; None before the year has terms and partnerships."""
    live = eligibility_of(programme, on=local_day(timezone.now()))
    return live if live and live.progress else None


def programme_asked(request: PortalRequest) -> Programme | None:
    """The programme acted in, or the one that a form or an address was made for, if one holds a role there."""
    key = request.GET.get(WRITTEN_FOR, "") if request.method != "POST" else ""
    named = next((role.programme for role in request.standing.roles if key and role.programme.key == key), None)
    return named or programme_of(request)


def worked_at(desk: Desk, programme: Programme) -> HttpResponse:
    """Reckoned, or saved, or shown once more with what is to be mended."""
    if desk.request.method == "POST" and desk.is_sound:
        if not desk.form.is_saving:
            return redirect(desk.address)
        if saved := kept(desk, programme):
            messages.success(desk.request, _("The simulation is saved."))
            return redirect("simulation", saved.pk)
    return desk.page()


def kept(desk: Desk, programme: Programme) -> Simulation | None:
    """Saved; None when it is refused, and the form says why."""
    given = {
        "name": desk.form.cleaned_data["name"],
        "is_shown": desk.form.cleaned_data["is_shown"],
        "assumed": assumption(desk.live, desk.ticks, desk.form.settings, desk.form.offers),
        "by": desk.request.user,
        "at": timezone.now(),
    }
    form = desk.form
    try:
        if desk.simulation is None or not isinstance(form, ChangeSimulationForm):
            return services.save_simulation(programme=programme, **given)
        return services.change_simulation(simulation=desk.simulation, seen=form.seen_version, **given)
    except SimulationNameTakenError:
        form.add_error("name", _("Another simulation of this programme has this name. Enter another one"))
    except SimulationChangedError:
        overtaken(desk)
    except ProgrammeClosedError:
        form.add_error(None, _("The year has been closed. Nothing was saved"))
    return None


def overtaken(desk: Desk) -> None:
    """Somebody saved it in this very moment: say who, and carry the new version, so that the next save is meant."""
    now = get_object_or_404(visible_simulations(desk.request.standing), pk=desk.simulation.pk)  # type: ignore[union-attr]
    desk.form = desk_of(desk.request, now, desk.live).form
    desk.form.is_valid()
