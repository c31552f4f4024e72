"""Keeping simulations: saved by name, changed over the version seen, shown to the steering group or not, removed."""

from datetime import datetime

from django.db import IntegrityError, transaction

from accounts.models import Person
from audit.services import record
from grants.errors import SimulationChangedError, SimulationNameTakenError
from grants.models import Simulation
from grants.selectors.simulations import Assumption
from kit.constraints import constraint_of
from kit.govuk_ui.forms.versions import take_version
from partnerships.models import Programme
from partnerships.services.holding import hold_programme

NAME_STANDS_ONCE = "simulation_name_stands_once"


@transaction.atomic
def save_simulation(
    *, programme: Programme, name: str, is_shown: bool, assumed: Assumption, by: Person, at: datetime
) -> Simulation:
    """A new one; the same one sent twice by the same person is saved once.

    Raises SimulationNameTakenError and ProgrammeClosedError.
    """
    held = hold_programme(programme)
    kept = {"is_shown": is_shown, **columns(assumed)}
    there = held.simulations.filter(name=name, made_by=by, version=1).first()
    if there and all(getattr(there, column) == value for column, value in kept.items()):
        return there
    simulation = Simulation(programme=held, name=name, made_by=by, made_at=at, **kept)
    write(simulation)
    note("simulation.saved", simulation, by=by, at=at)
    return simulation


@transaction.atomic
def change_simulation(
    *, simulation: Simulation, seen: int, name: str, is_shown: bool, assumed: Assumption, by: Person, at: datetime
) -> Simulation:
    """All of it anew, over the version seen; raises SimulationChangedError and as saving does."""
    hold_programme(simulation.programme)
    take(simulation, seen)
    held = Simulation.objects.select_related("programme").get(pk=simulation.pk)
    renamed = {"was": held.name} if held.name != name else {}
    held.name, held.is_shown, held.made_by, held.made_at = name, is_shown, by, at
    for column, value in columns(assumed).items():
        setattr(held, column, value)
    write(held)
    note("simulation.changed", held, by=by, at=at, **renamed)
    return held


@transaction.atomic
def show_simulation(*, simulation: Simulation, is_shown: bool, by: Person, at: datetime) -> None:
    """Let the steering group read it, or no longer; raises ProgrammeClosedError."""
    hold_programme(simulation.programme)
    others = Simulation.objects.filter(pk=simulation.pk).exclude(is_shown=is_shown)
    if others.update(is_shown=is_shown):
        note("simulation.shown" if is_shown else "simulation.hidden", simulation, by=by, at=at)


@transaction.atomic
def remove_simulation(*, simulation: Simulation, seen: int, by: Person, at: datetime) -> None:
    """For good, as it was seen; nothing rests on it. Raises SimulationChangedError and ProgrammeClosedError."""
    hold_programme(simulation.programme)
    take(simulation, seen)
    note("simulation.removed", simulation, by=by, at=at)
    Simulation.objects.filter(pk=simulation.pk).delete()


def take(simulation: Simulation, seen: int) -> None:
    """Move it on from the version seen; raises SimulationChangedError when somebody was first."""
    if not take_version(Simulation.objects.filter(pk=simulation.pk), seen):
        raise SimulationChangedError


def columns(assumed: Assumption) -> dict[str, object]:
    """As the table keeps what is assumed, and what was so."""
    return {
        "rules": assumed.rules,
        "offers": assumed.offers,
        "submitted": sorted(assumed.ticks.submitted),
        "shared": sorted(assumed.ticks.shared),
        "facts_submitted": sorted(assumed.facts.submitted),
        "facts_shared": sorted(assumed.facts.shared),
        "terms_number": assumed.terms_number,
    }


def write(simulation: Simulation) -> None:
    """Insert or update; raises SimulationNameTakenError when another of the programme is called that."""
    try:
        with transaction.atomic():
            simulation.save()
    except IntegrityError as error:
        if constraint_of(error) == NAME_STANDS_ONCE:
            raise SimulationNameTakenError from None
        raise


def note(action: str, simulation: Simulation, *, by: Person, at: datetime, **more: str) -> None:
    """Keep a deed about a simulation in the trail, by its name, which outlives it."""
    details = {"name": simulation.name, **more}
    programme_id = simulation.programme_id
    record(actor=by, action=action, at=at, subject=simulation, programme_id=programme_id, details=details)
