"""Plants simulations (row 15): shown to the steering group or not, of the programme and of another one.

The table gives representatives and champions the own locality (`Rl`): that is the county page's what-if, which keeps
nothing. What is kept is no locality's, so its things lie in no place of theirs.
"""

from accounts.models import Person
from grants.models import Simulation
from partnerships.models import Programme
from tests.access.planting import AT
from tests.access.things import Place, Thing, canary
from tests.factories import World
from tests.factories.projects import give_terms

SHOWN, HIDDEN = frozenset({"shown"}), frozenset({"hidden"})
RULES = {
    "majority": "strict",
    "share_basis": "equal",
    "recipients": "other_localities_participating",
    "single_tier_nonsubmission": "withhold_unallocated",
    "district_nonsubmission": "keep_if_majority",
    "county_counts": False,
    "require_shared": True,
}


def simulations(world: World, person: Person | None) -> list[Thing]:
    """Shown, hidden, and of another programme. The steering group reads what is shown to it: what is hidden lies as
    far from it as another programme's.
    """
    here, there = (region.programme for region in (world.here, world.there))
    hidden = Place.ABROAD if person == world.people["steering"] else Place.HERE
    return [
        simulation_of(here, Place.HERE, world),
        simulation_of(here, hidden, world, is_shown=False),
        simulation_of(there, Place.ABROAD, world),
    ]


def simulation_of(programme: Programme, place: Place, world: World, *, is_shown: bool = True) -> Thing:
    """One, named by a canary word."""
    give_terms(programme)
    word = canary("simulation", programme.key, is_shown)
    simulation, _ = Simulation.objects.get_or_create(
        programme=programme,
        name=word,
        defaults={"rules": RULES, "is_shown": is_shown, "made_by": world.people["manager"], "made_at": AT},
    )
    marks = SHOWN if is_shown else HIDDEN
    data = {"is_shown": "yes", "version": "1", "do": "save", "name": word}
    return Thing("15", place, "simulation", marks, {"pk": simulation.pk}, (word,), data)
