"""Long work is carried on whatever happens to a worker, and ends with a word about how."""

from datetime import UTC, datetime, timedelta
from typing import Any

import psycopg2
import pytest
from django.db import IntegrityError, connection, transaction

from accounts.models import Person
from kit.jobs import services
from kit.jobs.errors import JobFailedError
from kit.jobs.models import Job
from kit.jobs.services import _lock_key, cancel_job, running, start_job
from tests.eventually import eventually

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


@pytest.fixture
def owner(db: None) -> Person:
    return Person.objects.create_user("owner@jobs.example", "Olu Example")


@pytest.fixture
def job(owner: Person) -> Job:
    return start_job(kind="test.count", title="Counting", by=owner, at=NOW, arguments={"to": 3})


def work(job: Job, steps: int = 3, **more: Any) -> None:
    """Count, as a task would: from the checkpoint on."""
    with running(job.pk, at=NOW) as progress:
        if progress is None:
            return
        progress.of(steps)
        for step in range(progress.checkpoint.get("next", 1), steps + 1):
            if step == more.get("fail_at"):
                raise JobFailedError("too_many", step=step)
            progress.reached(step, next=step + 1)
        progress.result = {"page": "/counted/"}


def test_a_job_runs_to_its_end_and_says_so(job: Job) -> None:
    work(job)
    job.refresh_from_db()
    assert (job.state, job.done, job.total, job.percent) == ("done", 3, 3, 100)
    assert job.result == {"page": "/counted/"}
    assert job.is_over


def test_a_job_that_is_over_is_not_done_again(job: Job) -> None:
    work(job)
    with running(job.pk, at=NOW) as progress:
        assert progress is None
    assert Job.objects.get().starts == 1


def test_a_failure_keeps_its_code_and_facts(job: Job) -> None:
    work(job, fail_at=2)
    job.refresh_from_db()
    assert (job.state, job.problem, job.result, job.done) == ("failed", "too_many", {"step": 2}, 1)


def test_an_error_nobody_expected_ends_the_job_and_is_not_hidden(job: Job) -> None:
    with pytest.raises(ZeroDivisionError), running(job.pk, at=NOW):
        1 / 0  # noqa: B018
    job.refresh_from_db()
    assert (job.state, job.problem) == ("failed", "unexpected")


def test_a_job_that_has_not_begun_is_cancelled_at_once(job: Job) -> None:
    assert cancel_job(job=job, at=NOW)
    work(job)
    job.refresh_from_db()
    assert (job.state, job.done) == ("cancelled", 0)


def test_a_running_job_is_cancelled_at_its_next_step(job: Job) -> None:
    with running(job.pk, at=NOW) as progress:
        assert progress is not None
        progress.reached(1)
        assert cancel_job(job=job, at=NOW)
        progress.reached(2)
        pytest.fail("It should have stopped")
    job.refresh_from_db()
    assert (job.state, job.done) == ("cancelled", 2)


def test_a_job_that_is_over_cannot_be_cancelled(job: Job) -> None:
    work(job)
    assert not cancel_job(job=job, at=NOW)
    job.refresh_from_db()
    assert job.state == "done"


@pytest.mark.django_db(transaction=True)
def test_a_second_worker_leaves_a_job_alone_while_the_first_is_at_work() -> None:
    owner = Person.objects.create_user("owner@jobs.example", "Olu Example")
    job = start_job(kind="test.count", title="Counting", by=owner, at=NOW)
    with other_session() as other:
        other.execute("SELECT pg_advisory_lock(%s, %s)", _lock_key(job.pk))
        work(job)
        job.refresh_from_db()
        assert (job.state, job.starts) == ("queued", 0)
        assert services.sweep(at=NOW + timedelta(hours=1)) == 0
    work(job)
    job.refresh_from_db()
    assert job.state == "done"


@pytest.mark.django_db(transaction=True)
def test_a_job_whose_worker_died_is_rung_for_and_goes_on_where_it_was() -> None:
    owner = Person.objects.create_user("owner@jobs.example", "Olu Example")
    job = start_job(kind="test.count", title="Counting", by=owner, at=NOW)
    Job.objects.update(state="running", starts=1, done=2, total=3, checkpoint={"next": 3})
    assert services.sweep(at=NOW + timedelta(seconds=30)) == 0
    assert services.sweep(at=NOW + timedelta(seconds=90)) == 1
    assert services.sweep(at=NOW + timedelta(seconds=91)) == 0
    reached = []
    with running(job.pk, at=NOW) as progress:
        assert progress is not None
        for step in range(progress.checkpoint["next"], 4):
            reached.append(step)
            progress.reached(step)
    job.refresh_from_db()
    assert (job.state, job.starts, reached) == ("done", 2, [3])


def test_a_job_that_brings_down_every_worker_is_given_up(job: Job) -> None:
    Job.objects.update(state="running", starts=services.MOST_STARTS)
    work(job)
    job.refresh_from_db()
    assert (job.state, job.problem) == ("failed", "interrupted")


def test_a_mark_commits_with_the_rows_of_its_step_or_not_at_all(job: Job) -> None:
    with running(job.pk, at=NOW) as progress:
        assert progress is not None
        with pytest.raises(ZeroDivisionError), transaction.atomic():
            progress.reached(1)
            1 / 0  # noqa: B018
        assert Job.objects.get().done == 0


@pytest.mark.parametrize(
    ("changes", "constraint"),
    [
        ({"done": 4, "total": 3}, "job_does_not_do_more_than_there_is"),
        ({"state": "done"}, "job_has_an_end_when_it_has_ended"),
        ({"state": "failed", "ended_at": NOW}, "job_names_a_problem_when_it_failed"),
        ({"problem": "odd"}, "job_names_a_problem_when_it_failed"),
    ],
)
def test_the_table_refuses_what_cannot_be(job: Job, changes: dict[str, Any], constraint: str) -> None:
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Job.objects.update(**changes)


def test_a_stop_asked_for_after_the_last_step_comes_too_late(job: Job) -> None:
    with running(job.pk, at=NOW) as progress:
        assert progress is not None
        progress.of(3)
        progress.reached(2)
        assert cancel_job(job=job, at=NOW)
    job.refresh_from_db()
    assert (job.state, job.done) == ("done", 3)


def is_there(pid: int) -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT FROM pg_stat_activity WHERE pid = %s", [pid])
        return cursor.fetchone() is not None


class other_session:  # noqa: N801 - reads as a with-statement's noun
    """A database session of its own, which ends as a dead worker's does."""

    def __enter__(self) -> Any:
        options = connection.get_connection_params()
        self.connection = psycopg2.connect(
            host=options["host"], user=options["user"], dbname=options["dbname"], port=options.get("port")
        )
        return self.connection.cursor()

    def __exit__(self, *error: object) -> None:
        pid = self.connection.info.backend_pid
        self.connection.close()
        eventually(lambda: not is_there(pid))  # the server notices a moment later
