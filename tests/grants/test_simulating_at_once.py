"""Two who save, change and remove a simulation in the same moment, in real threads, each beside a control."""

import pytest

from audit.models import Entry
from grants.errors import SimulationChangedError, SimulationNameTakenError
from grants.models import Simulation
from grants.selectors.eligibility import settings_of
from grants.selectors.simulations import Assumption, assumption
from grants.services.simulations import change_simulation, remove_simulation, save_simulation
from tests.at_once import at_once, meeting
from tests.factories import World
from tests.grants.simulating import AT, NOBODY, region, simulation_of

pytestmark = pytest.mark.django_db(transaction=True)
REFUSED = (SimulationChangedError, SimulationNameTakenError)


@pytest.fixture
def nobody(world: World) -> Assumption:
    live = region(world)
    return assumption(live, NOBODY, settings_of(live.terms))


def test_of_two_who_save_under_one_name_one_is_told_that_it_is_taken(world, nobody):
    given = {"programme": world.here.programme, "name": "Late ones", "is_shown": False, "assumed": nobody, "at": AT}
    people = [world.people["manager"], world.people["finance"]]
    told = at_once(*[lambda by=by: save_simulation(**given, by=by) for by in people], refused=REFUSED)
    assert told.count(SimulationNameTakenError) == 1
    assert Simulation.objects.count() == Entry.objects.filter(action="simulation.saved").count() == 1


def test_a_form_that_one_sends_four_times_at_once_is_saved_once(world, nobody):
    given = {"programme": world.here.programme, "name": "Late ones", "is_shown": False, "assumed": nobody, "at": AT}
    told = at_once(*[lambda: save_simulation(**given, by=world.people["manager"]) for _ in range(4)])
    assert told == [Simulation.objects.get()] * 4
    assert Simulation.objects.count() == Entry.objects.filter(action="simulation.saved").count() == 1


def test_of_four_who_change_the_version_they_all_saw_one_does(world, nobody):
    kept = simulation_of(world)
    given = {"seen": 1, "is_shown": False, "assumed": nobody, "by": world.people["finance"], "at": AT}
    deeds = [lambda n=n: change_simulation(simulation=kept, name=f"Number {n}", **given) for n in range(4)]
    assert at_once(*deeds, refused=REFUSED).count(SimulationChangedError) == 3
    assert Simulation.objects.get().version == 2


def test_control_without_the_version_all_four_believe_they_changed_it(world):
    kept, everybody = simulation_of(world), meeting(4)

    def change(number: int) -> None:
        found = Simulation.objects.get(pk=kept.pk)
        if found.version != 1:
            raise SimulationChangedError
        everybody.wait()
        Simulation.objects.filter(pk=kept.pk).update(name=f"Number {number}", version=2)

    assert at_once(*[lambda n=n: change(n) for n in range(4)]) == [None] * 4


def test_changed_or_removed_but_not_both(world, nobody):
    kept = simulation_of(world)
    by = world.people["finance"]
    told = at_once(
        lambda: change_simulation(simulation=kept, seen=1, name="Later", is_shown=False, assumed=nobody, by=by, at=AT),
        lambda: remove_simulation(simulation=kept, seen=1, by=by, at=AT),
        refused=REFUSED,
    )
    assert told.count(SimulationChangedError) == 1
    deeds = set(Entry.objects.values_list("action", flat=True)) - {"simulation.saved"}
    assert deeds == ({"simulation.changed"} if Simulation.objects.exists() else {"simulation.removed"})
