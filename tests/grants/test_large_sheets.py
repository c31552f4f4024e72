"""The proof sheet of many partnerships as PDF: asked for, set by a worker, then read by all who may."""

from io import BytesIO

import pytest
import time_machine
from django.test import Client
from django.utils import timezone
from pypdf import PdfReader

from grants.models import Determination
from grants.tasks import make_proof_sheet
from kit.documents.models import Edition
from kit.jobs.models import Job
from kit.jobs.services import cancel_job
from tests.factories import PartnershipFactory, World
from tests.grants.deciding import LATER, prepared, ready
from tests.kit.govuk_ui.rendering import words

# A job's lock is of the session, and its bell is rung after the commit.
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def sheet(world: World) -> Determination:
    """Of 110 partnerships, 101 of which came without a project."""
    PartnershipFactory.create_batch(101, programme=world.here.programme)
    world.here.programme.budget_lines.all().delete()
    ready(world)
    world.here.programme.budget_lines.update(amount="5000000.00")
    return prepared(world)


@pytest.fixture
def manager(client: Client, world: World) -> Client:
    """Reading an hour later."""
    client.force_login(world.people["manager"])
    with time_machine.travel(LATER, tick=False):
        yield client


def url_of(sheet: Determination) -> str:
    return f"/grants/determinations/{sheet.pk}/pdf/"


def test_it_is_made_by_a_worker_and_then_read_by_whoever_may(
    manager: Client, world: World, sheet: Determination
) -> None:
    asked = manager.get(url_of(sheet))
    manager.post(url_of(sheet))
    job = Job.objects.get()
    make_proof_sheet(str(job.pk))

    job.refresh_from_db()
    manager.force_login(world.people["steering"])
    pages = PdfReader(BytesIO(b"".join(manager.get(url_of(sheet))))).pages
    text = " ".join("".join(page.extract_text() for page in pages).split())
    assert "Make the PDF of 110 partnerships?" in words(asked.content.decode())
    assert (job.state, job.result) == ("done", {"page": url_of(sheet)})
    assert "All 110 partnerships" in text
    assert "Final amounts, all 110" in text


def test_asked_for_twice_it_is_one_job(manager: Client, sheet: Determination) -> None:
    first, second = manager.post(url_of(sheet)), manager.post(url_of(sheet))
    assert first["Location"] == second["Location"] == f"/jobs/{Job.objects.get().pk}/"


def test_a_job_that_is_stopped_makes_nothing(manager: Client, sheet: Determination) -> None:
    manager.post(url_of(sheet))
    job = Job.objects.get()
    cancel_job(job=job, at=timezone.now())
    make_proof_sheet(str(job.pk))
    assert not Edition.objects.exists()


def test_another_state_of_the_decision_is_another_sheet(manager: Client, world: World, sheet: Determination) -> None:
    manager.post(url_of(sheet))
    make_proof_sheet(str(Job.objects.get().pk))
    decided = {"state": "discarded", "decided_by": world.people["finance"], "decided_at": LATER}
    Determination.objects.filter(pk=sheet.pk).update(**decided)

    assert "Make the PDF" in words(manager.get(url_of(sheet)).content.decode())


def test_whoever_may_not_read_it_cannot_have_it_made(client: Client, world: World, sheet: Determination) -> None:
    client.force_login(world.people["representative"])
    refused = client.post(url_of(sheet))
    assert (refused.status_code, Job.objects.count()) == (404, 0)
