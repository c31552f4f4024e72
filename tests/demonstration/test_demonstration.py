"""The demonstration can be walked through as anybody, and exists nowhere but where it should."""

import os
import subprocess
import sys
from datetime import date, timedelta
from io import BytesIO
from pathlib import Path

import pytest
from django.core.mail import EmailMultiAlternatives
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader
from pytest_django import DjangoAssertNumQueries, Settings

from demonstration.backends import OutboxBackend
from demonstration.models import CaughtMail, Guest
from demonstration.services.moments import move_to
from demonstration.tasks import make_sample_report
from kit.jobs.models import Job
from partnerships.models import Programme
from tests.demonstration.loaded import AT, FIRST, TODAY, load_once
from tests.factories import PersonFactory, ProgrammeFactory, RoleFactory, give_second_step

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(autouse=True)
def _as_in_the_demonstration(settings: Settings) -> None:
    settings.SECOND_FACTOR_REQUIRED = False


@pytest.fixture
def loaded(db: None) -> None:
    load_once(FIRST)


def test_one_click_signs_in_as_the_person_chosen(client: Client, loaded: None) -> None:
    guest = Guest.objects.get(person__email__startswith="colin")
    shown = client.post(reverse("sign_in_as", args=[guest.pk]), follow=True).content.decode()
    assert guest.person.roles.latest("since").partnership.name in shown
    assert client.session["_auth_user_id"] == str(guest.person.pk)


def test_one_click_is_proof_enough_for_what_asks_again(client: Client, loaded: None) -> None:
    guest = Guest.objects.get(person__email__startswith="colin")
    give_second_step(guest.person)
    client.post(reverse("sign_in_as", args=[guest.pk]))
    page = client.get("/account/second-step/recovery-codes/new/", follow=True)
    assert page.wsgi_request.path == "/account/second-step/recovery-codes/new/"


def test_a_guest_stays_with_their_region_whatever_a_visitor_sets_up(client: Client, loaded: None) -> None:
    manager = Guest.objects.get(person__email__startswith="rowena").person
    RoleFactory(
        manager=True, person=manager, programme=ProgrammeFactory(region="Lunar Plains", starts=date(2027, 4, 1))
    )
    first, *_ = client.get("/demonstration/").context["groups"]
    assert first.programme.key == "learning-to-deliver"
    assert manager in [choice.guest.person for choice in first.guests]


def test_a_link_signs_nobody_in(client: Client, loaded: None) -> None:
    guest = Guest.objects.first()
    assert client.get(reverse("sign_in_as", args=[guest.pk])).status_code == 405
    assert "_auth_user_id" not in client.session


def test_nobody_can_be_chosen_whom_the_demonstration_did_not_make(client: Client, loaded: None) -> None:
    PersonFactory()
    missing = Guest.objects.last().pk + 1000
    assert client.post(reverse("sign_in_as", args=[missing])).status_code == 404
    assert "_auth_user_id" not in client.session


def test_the_page_takes_the_same_queries_however_many_guests(
    client: Client, loaded: None, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    # Guests with their people, the roles of all; for what is next: the years, their assessments, the projects, what
    # waits to be received; and by how many days the year was moved.
    with django_assert_num_queries(7):
        client.get("/demonstration/")


def test_the_page_says_that_its_year_was_moved_once_it_was(client: Client, loaded: None) -> None:
    assert "Its year was moved" not in client.get("/demonstration/").content.decode()
    move_to(moment="midyear", today=TODAY, at=AT)
    assert "Its year was moved by 108 days" in client.get("/demonstration/").content.decode()
    move_to(moment="midyear", today=TODAY - timedelta(days=8), at=AT)
    assert "Its year was moved by 116 days" in client.get("/demonstration/").content.decode()


def test_a_year_that_was_moved_the_other_way_says_by_how_many_days_too(client: Client, loaded: None) -> None:
    move_to(moment="submission", today=TODAY + timedelta(days=40), at=AT)
    assert "Its year was moved by 40 days" in client.get("/demonstration/").content.decode()


def test_mail_is_caught_and_shown_as_text(client: Client, db: None) -> None:
    mail = EmailMultiAlternatives("Your <code>", "It is 123456.", to=["kim@mail.example"])
    mail.attach_alternative("<p>It is 123456.</p>", "text/html")
    assert OutboxBackend().send_messages([mail]) == 1
    caught = CaughtMail.objects.get()
    assert caught.html == "<p>It is 123456.</p>"
    assert "Your &lt;code&gt;" in client.get("/demonstration/outbox/").content.decode()
    assert "It is 123456." in client.get(f"/demonstration/outbox/{caught.pk}/").content.decode()


def test_who_is_asked_for_a_code_is_led_to_the_outbox_that_holds_it(client: Client, loaded: None) -> None:
    email = Guest.objects.exclude(person__roles=None).first().person.email  # type: ignore[union-attr]
    page = client.post("/account/sign-in/code/", {"email": email}, follow=True).content.decode()
    assert "Check your email" in page
    assert 'href="/demonstration/outbox/"' in page


def test_a_visitor_reads_how_to_come_to_the_sample_report(client: Client, loaded: None) -> None:
    hint = "Sign in as anybody, come back here, and make a PDF."
    assert hint in client.get("/demonstration/").content.decode()
    client.post(f"/demonstration/sign-in/{Guest.objects.order_by('pk')[0].pk}/")
    assert hint not in client.get("/demonstration/").content.decode()


PRODUCTION = {
    "PORTAL_MODE": "production",
    "PORTAL_SECRET_KEY": "k7!wq0-zr2@xv5mn8#bt3plc6^hd9sfj1ygae4uoi" * 2,
    "PORTAL_BASE_URL": "https://portal.example.org",
    "DATABASE_URL": "postgres://nobody@127.0.0.1:1/portal",
    "REDIS_URL": "redis://127.0.0.1:1/0",
}


def in_production(program: str) -> subprocess.CompletedProcess[str]:
    """Run a few lines with production's settings, in a process of their own."""
    environment = {**os.environ, **PRODUCTION, "DJANGO_SETTINGS_MODULE": "ltd_portal.settings"}
    return subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )


def test_in_production_its_addresses_do_not_exist() -> None:
    program = (
        "import django; django.setup()\n"
        "from django.urls import resolve, Resolver404\n"
        "assert resolve('/').url_name == 'public_home'\n"
        "for path in ['/demonstration/', '/demonstration/sign-in/1/', '/demonstration/outbox/', '/style/']:\n"
        "    try: resolve(path)\n"
        "    except Resolver404: print('absent', path)\n"
    )
    finished = in_production(program)
    assert finished.stderr == ""
    assert finished.stdout.count("absent") == 4


def test_in_production_it_refuses_to_be_installed() -> None:
    program = (
        "from ltd_portal import settings\n"
        "settings.INSTALLED_APPS.append('demonstration')\n"
        "import django; django.setup()\n"
    )
    finished = in_production(program)
    assert finished.returncode != 0
    assert "cannot be switched on in production" in finished.stderr


@pytest.mark.django_db(transaction=True)
def test_the_sample_report_is_made_by_a_worker_and_read_as_a_pdf(client: Client) -> None:
    load_once(FIRST)
    manager = Guest.objects.get(person__email__startswith="rowena").person
    client.force_login(manager)
    client.post("/demonstration/report/make/")
    job = Job.objects.get()
    make_sample_report(str(job.pk))
    job.refresh_from_db()
    assert (job.state, job.done, job.result) == ("done", 2, {"page": "/demonstration/report/"})
    response = client.get(job.result["page"])
    text = "".join(page.extract_text() for page in PdfReader(BytesIO(b"".join(response))).pages)
    assert "Every partnership" in text
    assert all(
        area in text.replace("\n", " ")
        for area in Programme.objects.earliest("pk").partnerships.values_list("area", flat=True)[:5]
    )


def test_there_is_no_sample_report_before_one_is_made(client: Client, loaded: None) -> None:
    client.force_login(Guest.objects.first().person)
    response = client.get("/demonstration/report/")
    assert response.status_code == 404
    assert "Page not found" in response.content.decode()


def test_a_stranger_cannot_ask_for_the_sample_report(client: Client, loaded: None) -> None:
    client.post("/demonstration/report/make/")
    assert not Job.objects.exists()
