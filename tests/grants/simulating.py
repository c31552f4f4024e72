"""What the tests of simulations start from: a small region with terms, and forms as its pages send them."""

from datetime import UTC, datetime
from typing import Any

from django.test import Client

from grants.forms.simulations import answers
from grants.models import Simulation
from grants.rules.settings import Settings
from grants.selectors.eligibility import Eligibility, eligibility_of, settings_of
from grants.selectors.simulations import Ticks, assumption
from grants.services.simulations import save_simulation
from partnerships.models import Partnership
from partnerships.rules.deadlines import local_day
from tests.factories import World
from tests.factories.projects import give_terms
from tests.kit.govuk_ui.rendering import words

AT = datetime(2026, 6, 18, 9, 0, tzinfo=UTC)
NOBODY = Ticks(frozenset(), frozenset())


def region(world: World) -> Eligibility:
    """The programme under terms, as it stands."""
    give_terms(world.here.programme)
    live = eligibility_of(world.here.programme, on=local_day(AT))
    assert live is not None
    return live


def everybody(world: World) -> Ticks:
    """All submit, and share where they can."""
    ids = frozenset(one.pk for one in world.here.partnerships)
    return Ticks(ids, ids)


def simulation_of(world: World, name: str = "Everybody is in", *, is_shown: bool = False, **more: Any) -> Simulation:
    """One that the manager saved; `ticks` and `settings` if not everybody and the year's."""
    live = region(world)
    ticks, settings = more.get("ticks", everybody(world)), more.get("settings", settings_of(live.terms))
    by = more.get("by", world.people["manager"])
    assumed = assumption(live, ticks, settings)
    programme = world.here.programme
    return save_simulation(programme=programme, name=name, is_shown=is_shown, assumed=assumed, by=by, at=AT)


def typed(*submits: Partnership, shares: tuple[Partnership, ...] = (), shown: Any = (), **more: Any) -> dict[str, Any]:
    """A form as its page sends it: the ticks of every group (`shown`: the first of each), the year's usual choices."""
    return {
        **answers(Settings()),
        **{f"offer_{tier}": "19,600.00" for tier in ("metropolitan", "unitary")},
        **{f"offer_{tier}": "6,300.00" for tier in ("county", "district")},
        "shown": [one.pk for one in shown],
        "submits": [one.pk for one in submits],
        "shares": [one.pk for one in shares],
        "written_for": "marlvale",
        "do": "work",
        **more,
    }


def two(world: World) -> tuple[Simulation, Simulation]:
    """As different as they can be."""
    return simulation_of(world, "Everybody"), simulation_of(world, "Nobody", ticks=NOBODY)


def read(client: Client, url: str) -> str:
    """What a page says."""
    return words(client.get(url).content.decode())
