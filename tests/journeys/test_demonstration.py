"""Looking round the demonstration: be somebody, read the outbox, have a report made, change one's mind."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from pytest_django import Settings

from demonstration.models import CaughtMail
from demonstration.services.loading import load_demonstration
from kit.jobs.models import Job
from kit.jobs.services import running
from tests.journeys.traveller import Traveller
from tests.journeys.worker import forget_work, worker

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
TO_A_REPORT = 200.0  # seconds at most: a worker starts, draws and sets twelve pages


@pytest.fixture(autouse=True)
def _as_in_the_demonstration(traveller: Traveller, settings: Settings) -> None:
    settings.DEMONSTRATION = True
    settings.SECOND_FACTOR_REQUIRED = False
    settings.EMAIL_BACKEND = "demonstration.backends.OutboxBackend"
    load_demonstration(today=timezone.localdate(), at=timezone.now(), keys=["learning-to-deliver"])
    forget_work()


def newest_job() -> Job:
    return Job.objects.latest("made_at")


def test_reading_a_code_in_the_outbox(traveller: Traveller) -> None:
    CaughtMail.objects.all().delete()  # what people were sent when they were asked
    traveller.open("/")
    traveller.look("public home")
    traveller.press("Look round as any role")
    traveller.arrive("Look round as any role")
    traveller.look("people")
    traveller.follow("Outbox")
    traveller.see("No messages yet")
    traveller.look("empty outbox")

    traveller.open("/account/sign-in/code/")
    traveller.fill("Email address", "asha.pelham@lichfield.example")
    traveller.press("Send the code")
    traveller.open("/demonstration/outbox/")
    traveller.look("outbox")
    traveller.follow("Your code to sign in")
    traveller.look("message")
    [code] = re.findall(r"\b\d{6}\b", " ".join(traveller.read("main")))
    traveller.open("/account/sign-in/code/enter/")
    traveller.fill("6-digit code", code)
    traveller.press("Continue")
    traveller.see("Lichfield District Strategic Partnership")


def test_having_a_report_made(traveller: Traveller) -> None:
    traveller.open("/demonstration/")
    traveller.press("Rowena Ashby")
    traveller.see("Learning to Deliver in West Midlands")
    traveller.look("home of the manager")
    traveller.follow("Be somebody else")
    traveller.look("people once signed in")
    traveller.press("Make a sample report")

    traveller.arrive("Making the sample report")
    traveller.see("Waiting to start")
    traveller.look("waiting")
    with worker():
        traveller.see("Finished", patience=TO_A_REPORT)
    traveller.look("finished")
    name, content = traveller.download("Download the report (PDF)")
    assert name.endswith(".pdf")
    assert content.startswith(b"%PDF-")


def test_cancelling_work(traveller: Traveller) -> None:
    traveller.open("/demonstration/")
    traveller.press("Leila Haddow")
    traveller.follow("Be somebody else")
    traveller.press("Make a sample report")
    traveller.see("Waiting to start")
    traveller.press("Cancel")
    traveller.see("Cancelled. Nothing more will happen.")
    traveller.look("cancelled before it began")

    traveller.open("/demonstration/")
    traveller.press("Make a sample report")
    with running(newest_job().pk, at=timezone.now() + timedelta(seconds=1)) as progress:
        assert progress is not None
        progress.of(8)
        progress.reached(3)
        traveller.see("3 of 8 done")
        traveller.look("at work")
        traveller.press("Cancel")
        traveller.see("Stopping at the next step")
        traveller.look("stopping")
        progress.reached(4)
    traveller.see("Cancelled. Nothing more will happen.")
