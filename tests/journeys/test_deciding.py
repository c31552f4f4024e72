"""The decision on a year's grants: prepared by one, confirmed by another, read to the penny by all."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.utils import timezone
from pypdf import PdfReader

from accounts.models import Person
from grants.models import Determination
from ledger.models import Entry
from projects.models import Submission
from tests.factories import RoleFactory, World
from tests.factories.projects import give_line, give_terms, submit_everywhere
from tests.journeys.traveller import Traveller

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
LONG_NAME = "Ollerwick and the Villages of the Upper Valley Local Strategic Partnership"


@pytest.fixture
def deputy(world: World) -> Person:
    """Submission closed yesterday; one county of two fails. Whoever will confirm."""
    give_terms(world.here.programme, closes=timezone.now() - timedelta(days=1))
    give_line(world.here.programme)
    submit_everywhere(world.here.partnerships)
    missing = Submission.objects.filter(project__partnership__in=world.here.districts[1:])
    missing.update(withdrawn_at=timezone.now() - timedelta(days=2), withdrawn_by=world.people["representative"])
    world.own.name = LONG_NAME
    world.own.save()
    return RoleFactory(manager=True, is_deputy=True, programme=world.here.programme).person


def test_from_the_closing_day_to_a_letter(traveller: Traveller, world: World, deputy: Person) -> None:
    prepare(traveller, world)
    wait(traveller)
    confirm(traveller, deputy)
    read_awards(traveller)
    read_own(traveller, world)
    assert Determination.objects.values_list("state", "minute").get() == ("confirmed", "SG 4/7")
    assert Entry.objects.filter(account="offered").count() == 9


def prepare(traveller: Traveller, world: World) -> None:
    traveller.window.sign_in(world.people["manager"])
    traveller.open("/grants/determinations/")
    traveller.arrive("The grants can be decided")
    traveller.look("can be decided")
    traveller.press("Prepare the decision")
    traveller.see("Thessershire ended at 1 of 3, so its 4 offers are withdrawn.")
    traveller.press("Continue")
    traveller.mend("Enter the minute reference", "Minute reference")
    traveller.look("no minute")
    traveller.fill("Minute reference", "SG 4/7")
    traveller.press("Continue")
    traveller.arrive("Check what you prepare")
    traveller.look("check")
    traveller.press("Prepare the decision")
    traveller.arrive("£25,200.00 would be shared among 5 partnerships. Every penny is placed")


def wait(traveller: Traveller) -> None:
    traveller.see("You prepared this, so you cannot confirm it")
    traveller.look("prepared")
    traveller.follow("Decision on the grants")
    traveller.arrive("The decision is prepared and waits to be confirmed")
    traveller.look("waits")


def confirm(traveller: Traveller, deputy: Person) -> None:
    traveller.window.sign_in(deputy)
    traveller.open("/grants/determinations/")
    traveller.press("Read the proof sheet and confirm")
    traveller.press("Confirm this decision")
    traveller.arrive("Confirm awards of £83,300.00?")
    traveller.look("confirm")
    traveller.press("Confirm the decision")
    traveller.see("The decision is confirmed. Awards and letters are ready.", "Difference")
    traveller.look("proof sheet")


def read_awards(traveller: Traveller) -> None:
    traveller.follow("Awards and letters")
    traveller.arrive("£83,300.00 is awarded")
    traveller.look("awards")
    traveller.follow("Zelwick")
    traveller.arrive("Zelwick is awarded £24,640.00")
    traveller.look("award")


def read_own(traveller: Traveller, world: World) -> None:
    traveller.window.sign_in(world.people["representative"])
    traveller.open("/grants/awards/")
    traveller.arrive("The offer of £6,300.00 to Ollerwick is withdrawn")
    traveller.see("That is no judgement of its project")
    traveller.look("withdrawn")
    name, pdf = traveller.download("Download the letter as PDF", "link")
    text = " ".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages)
    assert name.startswith("letter-ollerwick-")
    assert "Your grant offer is withdrawn" in text
