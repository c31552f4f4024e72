"""The whole line: a district is the one that its county lacked, and the year's grants are decided by two people."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.utils import timezone

from accounts.models import Person
from grants.models import Determination
from partnerships.rules.deadlines import last_moment, local_day
from projects.models import Project, Seal
from tests.factories import RoleFactory, World
from tests.factories.projects import give_line, give_terms, make_project, submit_everywhere
from tests.journeys.traveller import Traveller

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SINGLE_TIER = "What becomes of the offer to a unitary authority or metropolitan district without a project?"


@pytest.fixture
def region(world: World) -> World:
    """Twelve days before the end: one of three districts counts where two must, everybody else has submitted."""
    give_terms(world.here.programme, closes=last_moment(local_day(timezone.now() + timedelta(days=12))))
    give_line(world.here.programme)
    county, neighbour = world.here.county, world.neighbour
    submit_everywhere([world.here.single, world.here.other_county, *world.here.other_districts])
    make_project(county, shared_with=[neighbour], submitted=True)
    make_project(neighbour, shared_with=[county], submitted=True)
    make_project(world.own)
    return world


def test_from_the_district_that_was_lacking_to_a_proof_that_adds_up(traveller: Traveller, region: World) -> None:
    county = f"/grants/counties/{region.here.county.pk}/"
    be(traveller, region.people["representative"])
    traveller.open(county)
    traveller.see("Thessershire needs one more project by")
    traveller.look("one short")

    share(traveller, region)
    endorse(traveller, region)
    submit(traveller, region)
    traveller.open(county)
    traveller.arrive("Thessershire meets its condition")
    traveller.see("2 of 3 have submitted projects that are shared.")
    traveller.look("met")

    close(traveller, region)
    simulate(traveller)
    prepare(traveller)
    confirm(traveller, region)
    assert reconciled() == "farcoast: difference 0.00\nmarlvale: difference 0.00\n"


def be(traveller: Traveller, person: Person) -> None:
    """Sign in, whoever was signed in before."""
    traveller.window.context.clear_cookies()
    traveller.window.sign_in(person)


def share(traveller: Traveller, region: World) -> None:
    traveller.open(f"/projects/{Project.objects.get(partnership=region.own).pk}/")
    traveller.press("Share the project")
    traveller.tick(region.neighbour.name)
    traveller.press("Share the project")
    be(traveller, RoleFactory(representative=True, partnership=region.neighbour).person)
    traveller.open(f"/projects/{Project.objects.get(partnership=region.own).pk}/")
    traveller.press("Confirm receipt")


def endorse(traveller: Traveller, region: World) -> None:
    page = f"/projects/{Project.objects.get(partnership=region.own).pk}/"
    be(traveller, region.people["representative"])
    traveller.open(f"{page}ask/")
    traveller.press("Ask the champion")
    be(traveller, region.people["champion"])
    traveller.open(f"{page}endorse/")
    traveller.press("Endorse")


def submit(traveller: Traveller, region: World) -> None:
    be(traveller, region.people["representative"])
    traveller.open(f"/projects/{Project.objects.get(partnership=region.own).pk}/submit/")
    traveller.press("Submit this project")
    traveller.arrive("Project submitted")


def close(traveller: Traveller, region: World) -> None:
    be(traveller, region.people["manager"])
    traveller.open("/grants/determinations/")
    traveller.arrive("The grants cannot be decided yet")
    traveller.open("/submission/")
    traveller.follow("Close submission early")
    traveller.fill("Why do you close it early?", "Everybody who will submit has submitted.")
    traveller.press("Close submission now")
    traveller.see("Submission was closed early")


def simulate(traveller: Traveller) -> None:
    keep(traveller, "As it stands")
    traveller.open("/grants/simulator/")
    traveller.unfold("Change offers and the rule")
    traveller.choose(SINGLE_TIER, "It is withheld and shared out")
    keep(traveller, "Pool what is withheld", is_open=True)
    traveller.open("/grants/simulations/")
    traveller.tick("Compare As it stands")
    traveller.tick("Compare Pool what is withheld")
    traveller.press("Compare those ticked")
    traveller.arrive("Simulations side by side")
    traveller.see("£19,600.00")
    traveller.look("side by side")


def keep(traveller: Traveller, name: str, *, is_open: bool = False) -> None:
    """Save what the simulator shows under a name."""
    if not is_open:
        traveller.open("/grants/simulator/")
    traveller.fill("Name", name)
    traveller.press("Save the simulation")
    traveller.arrive(name)


def prepare(traveller: Traveller) -> None:
    traveller.open("/grants/determinations/prepare/")
    traveller.fill("Minute reference", "Steering group, minute 4/7")
    traveller.press("Continue")
    traveller.look("check before preparing")
    traveller.press("Prepare the decision")
    traveller.see("£63,700.00")
    assert not Seal.objects.exists()


def confirm(traveller: Traveller, region: World) -> None:
    be(traveller, RoleFactory(manager=True, is_deputy=True, programme=region.here.programme).person)
    traveller.open(f"/grants/determinations/{Determination.objects.get().pk}/confirm/")
    traveller.press("Confirm the decision")
    traveller.see("Steering group, minute 4/7", "Difference", "£0.00")
    traveller.look("the proof adds up")
    assert Determination.objects.get().state == "confirmed"


def reconciled() -> str:
    """What the command says."""
    out = StringIO()
    call_command("reconcile", stdout=out)
    return out.getvalue()
