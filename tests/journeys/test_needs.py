"""From the region's home to what it needs, by county and by partnership, and to the learning plans added up."""

from datetime import date

import pytest

from partnerships.models import Partnership
from selfassessment.models import Action, FrameworkVersion
from tests.factories import World
from tests.factories.assessments import ASSESSED
from tests.factories.frameworks import choose, given_version
from tests.factories.needs import completed_with
from tests.factories.people import PersonFactory
from tests.journeys.traveller import Traveller

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SCORES = {"policy": (3, 2), "trust": (4, 2), "vision": (7, 2), "impact": (5, 2)}


def test_what_the_region_needs(traveller: Traveller, world: World) -> None:
    version = choose(world.here.programme, given_version("key-success-criteria"))
    for place in world.here.partnerships[1:]:
        completed_with(place, SCORES)
    mean(world.own, version)

    traveller.window.sign_in(world.people["manager"])
    as_manager(traveller, world.own.name)
    traveller.window.context.clear_cookies()
    traveller.window.sign_in(world.people["agency"])
    as_agency(traveller)


def mean(place: Partnership, version: FrameworkVersion) -> None:
    """An action of its plan that is late."""
    written = {"written_by": PersonFactory(), "written_at": ASSESSED}
    facts = {"partnership": place, "made_on": version, "theme": "policy", "by_when": date(2020, 5, 1)}
    Action.objects.create(what="Read new policy together", who="The secretary", **facts, **written)


def as_manager(traveller: Traveller, name: str) -> None:
    traveller.open("/home/")
    traveller.see("Understanding policy")
    traveller.follow("All themes, weakest first")
    traveller.see("Weakest in the region: Understanding policy", "8 of 9 partnerships have completed")
    traveller.look("scores by county")
    traveller.follow("By partnership")
    traveller.see(name, "Not begun")
    traveller.look("scores by partnership")
    traveller.follow("The region’s learning plan")
    traveller.see("8 of 8")
    traveller.look("the plans added up")
    traveller.follow("Understanding policy")
    traveller.see("Read new policy together", "Late")
    traveller.look("actions against a theme")
    traveller.open("/region/?show=assessment")
    traveller.see("The same as a table")
    traveller.look("stages on the map")


def as_agency(traveller: Traveller) -> None:
    traveller.open("/needs/")
    traveller.see("Weakest in the region: Understanding policy", "Hidden")
    traveller.look("sums alone")
    traveller.follow("The region’s learning plan")
    traveller.look("the plans in sums alone")
