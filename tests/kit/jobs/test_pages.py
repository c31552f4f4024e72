"""A job's page is its owner's alone, tells how far it is, and comes again by itself."""

from datetime import UTC, datetime

import pytest
from django.test import Client

from accounts.models import Person
from kit.jobs.models import Job
from kit.jobs.services import start_job

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


@pytest.fixture
def owner(db: None) -> Person:
    return Person.objects.create_user("owner@jobs.example", "Olu Example")


@pytest.fixture
def job(owner: Person) -> Job:
    return start_job(kind="test.count", title="Counting the partnerships", by=owner, at=NOW)


def page(client: Client, job: Job, **headers: str) -> str:
    return client.get(f"/jobs/{job.pk}/", headers=headers).content.decode()


def test_the_owner_sees_how_far_it_is(client: Client, owner: Person, job: Job) -> None:
    client.force_login(owner)
    Job.objects.update(state="running", done=12, total=38)
    shown = page(client, job)
    assert "12 of 38 done" in shown
    assert 'value="31"' in shown


def test_the_page_of_a_job_that_is_not_over_comes_again_with_and_without_javascript(
    client: Client, owner: Person, job: Job
) -> None:
    client.force_login(owner)
    shown = page(client, job)
    assert 'http-equiv="refresh"' in shown
    assert "hx-get" in shown
    Job.objects.update(state="done", ended_at=NOW, result={"page": "/counted/"})
    shown = page(client, job)
    assert "refresh" not in shown
    assert "hx-get" not in shown
    assert 'href="/counted/"' in shown


def test_whoever_needs_more_time_to_read_stops_the_page_from_coming_again(
    client: Client, owner: Person, job: Job
) -> None:
    client.force_login(owner)
    assert f'href="/jobs/{job.pk}/?still=1">Stop updating this page' in page(client, job)
    shown = client.get(f"/jobs/{job.pk}/?still=1").content.decode()
    assert "refresh" not in shown
    assert f'href="/jobs/{job.pk}/">Update this page' in shown


def test_a_job_that_is_stopping_is_not_said_to_go_on(client: Client, owner: Person, job: Job) -> None:
    client.force_login(owner)
    assert "The work goes on" in page(client, job)
    Job.objects.update(state="running", cancel_asked=True)
    assert "The work goes on" not in page(client, job)


def test_work_that_came_to_nothing_leads_home(client: Client, owner: Person, job: Job) -> None:
    client.force_login(owner)
    assert "Go to your home page" not in page(client, job)
    for state, problem in (("cancelled", ""), ("failed", "interrupted")):
        Job.objects.update(state=state, ended_at=NOW, problem=problem)
        assert "Go to your home page" in page(client, job)


def test_htmx_gets_the_part_that_changes_alone(client: Client, owner: Person, job: Job) -> None:
    client.force_login(owner)
    shown = page(client, job, **{"HX-Request": "true"})
    assert "Waiting to start" in shown
    assert "<html" not in shown


def test_nobody_else_sees_or_stops_it(client: Client, job: Job) -> None:
    client.force_login(Person.objects.create_user("stranger@jobs.example", "Sam Example"))
    assert client.get(f"/jobs/{job.pk}/").status_code == 404
    assert client.post(f"/jobs/{job.pk}/cancel/").status_code == 404
    assert Job.objects.get().state == "queued"


def test_the_owner_stops_it_by_a_button_and_never_by_a_link(client: Client, owner: Person, job: Job) -> None:
    client.force_login(owner)
    assert client.get(f"/jobs/{job.pk}/cancel/").status_code == 405
    assert Job.objects.get().state == "queued"
    shown = client.post(f"/jobs/{job.pk}/cancel/", follow=True).content.decode()
    assert "Cancelled" in shown


@pytest.mark.parametrize(
    ("problem", "words"), [("interrupted", "interrupted several times"), ("never_heard_of", "did not expect")]
)
def test_a_failure_is_told_in_words(client: Client, owner: Person, job: Job, problem: str, words: str) -> None:
    client.force_login(owner)
    Job.objects.update(state="failed", ended_at=NOW, problem=problem)
    assert words in page(client, job)


def test_the_page_says_that_work_was_interrupted_and_carried_on(client: Client, owner: Person, job: Job) -> None:
    client.force_login(owner)
    Job.objects.update(state="running", started_at=NOW, starts=1)
    assert "interrupted" not in page(client, job)
    Job.objects.update(starts=2)
    assert "interrupted once, and has been carried on since 2 March 2026, 9am. Nothing is lost" in page(
        client, job
    ).replace("\xa0", " ")
    Job.objects.update(state="done", ended_at=NOW, starts=3)
    assert "interrupted 2 times, and carried on. Nothing was lost" in page(client, job)
