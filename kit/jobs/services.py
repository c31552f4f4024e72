"""Starting, carrying on and ending long work."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from celery import current_app
from django.db import connection, models, transaction
from django.db.models import F
from django.db.models.functions import Coalesce
from django.utils import timezone

from kit.jobs.errors import JobCancelledError, JobFailedError
from kit.jobs.models import Job

State = Job.State
LOCKS_OF_JOBS = 20_261  # the first half of the advisory lock's key; the second is made of the job's id
MOST_STARTS = 5
RING_AGAIN_AFTER = timedelta(seconds=60)


def start_job(
    *, kind: str, title: str, by: models.Model, at: datetime, arguments: Mapping[str, Any] | None = None
) -> Job:
    """Queue the Celery task named `kind` with the job's id, once the transaction commits."""
    job = Job.objects.create(
        kind=kind, title=title, owner_id=by.pk, arguments=dict(arguments or {}), made_at=at, rung_at=at
    )
    transaction.on_commit(lambda: ring(job), robust=True)
    return job


def ring(job: Job) -> None:
    """Tell a worker; when the broker is away, the sweep rings again."""
    current_app.send_task(job.kind, [str(job.pk)], retry=False)


def cancel_job(*, job: Job, at: datetime) -> bool:
    """Stop a job: at once when it has not begun, else at its next step; False when it was over already."""
    waiting = Job.objects.filter(pk=job.pk, state=State.QUEUED)
    if waiting.update(state=State.CANCELLED, ended_at=at):
        return True
    return Job.objects.filter(pk=job.pk, state=State.RUNNING).update(cancel_asked=True) == 1


class Progress:
    """What a running job's task holds: how far it is, where to go on, and whether to stop."""

    def __init__(self, job: Job) -> None:
        self.job = job
        self.checkpoint: dict[str, Any] = job.checkpoint
        self.result: dict[str, Any] = {}

    def of(self, total: int) -> None:
        """Say how many steps there are."""
        Job.objects.filter(pk=self.job.pk).update(total=total)

    def reached(self, done: int, **checkpoint: Any) -> None:
        """Say how many steps are done, and where another worker would go on; raises JobCancelledError.

        Inside a transaction the mark commits with the step's own rows, so neither is ever ahead of the other.
        """
        self.checkpoint |= checkpoint
        Job.objects.filter(pk=self.job.pk).update(done=done, checkpoint=self.checkpoint)
        if Job.objects.filter(pk=self.job.pk, cancel_asked=True).exists():
            raise JobCancelledError


@contextmanager
def marks_aside(progress: Progress) -> Iterator[Callable[[int], None]]:
    """`mark(done)` for work that is one long transaction: by a connection of its own, so that the page sees each mark
    at once and nobody who cancels has to wait. A mark raises JobCancelledError, and what was written is taken back."""
    own = connection.copy()
    table = Job._meta.db_table

    def mark(done: int) -> None:
        with own.cursor() as cursor:
            cursor.execute(
                f"UPDATE {table} SET done = LEAST(%s, total) WHERE id = %s RETURNING cancel_asked",
                [done, progress.job.pk],
            )
            row = cursor.fetchone()
        if row and row[0]:
            raise JobCancelledError

    try:
        yield mark
    finally:
        own.close()


@contextmanager
def running(job_id: str | UUID, *, at: datetime) -> Iterator[Progress | None]:
    """Claim a job for this worker and mark how it ends; gives None when another has it or it is over.

    The claim is an advisory lock of the session: it vanishes with the worker, however that dies, and the sweep then
    finds the row still running with nobody at work.
    """
    with claimed(UUID(str(job_id))) as is_mine:
        job = _begin(job_id, at) if is_mine else None
        if job is None:
            yield None
            return
        progress = Progress(job)
        try:
            yield progress
        except JobCancelledError:
            _end(job, State.CANCELLED)
        except JobFailedError as failure:
            _end(job, State.FAILED, problem=failure.code, result=failure.facts)
        except Exception:
            _end(job, State.FAILED, problem="unexpected")
            raise
        else:
            _end(job, State.DONE, result=progress.result)  # a stop asked for after the last step came too late


def _begin(job_id: str | UUID, at: datetime) -> Job | None:
    unfinished = Job.objects.unfinished().filter(pk=job_id)
    if not unfinished.update(state=State.RUNNING, started_at=at, starts=F("starts") + 1):
        return None
    job = Job.objects.get(pk=job_id)
    if job.starts > MOST_STARTS:  # it brings down every worker that takes it
        _end(job, State.FAILED, problem="interrupted")
        return None
    return job


def _end(job: Job, state: str, *, problem: str = "", result: Mapping[str, Any] | None = None) -> None:
    done = Coalesce("total", "done") if state == State.DONE else F("done")
    Job.objects.filter(pk=job.pk, state=State.RUNNING).update(
        state=state, done=done, problem=problem, result=dict(result or {}), ended_at=timezone.now()
    )


def _lock_key(job_id: UUID) -> list[int]:
    return [LOCKS_OF_JOBS, int.from_bytes(job_id.bytes[:4], signed=True)]


@contextmanager
def claimed(job_id: UUID) -> Iterator[bool]:
    """Hold the lock that says somebody is at work on this job; gives False when another session holds it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s, %s)", _lock_key(job_id))
        [is_mine] = cursor.fetchone()
    try:
        yield is_mine
    finally:
        if is_mine:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s, %s)", _lock_key(job_id))


def sweep(*, at: datetime) -> int:
    """Ring again for each unfinished job that nobody works on; returns how many."""
    rung = 0
    for job in Job.objects.unfinished().filter(rung_at__lt=at - RING_AGAIN_AFTER):
        with claimed(job.pk) as is_free:
            if is_free:
                Job.objects.filter(pk=job.pk).update(rung_at=at)
        if is_free:
            ring(job)
            rung += 1
    return rung
