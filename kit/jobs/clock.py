"""The pulse of the clock: each task that beat calls says when it began and ended, so that a silence is noticed.

@shared_task
@ticking("sweep messages")  # its name in CELERY_BEAT_SCHEDULE
def sweep_messages() -> None: ...
"""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import wraps
from typing import ParamSpec, TypeVar

from celery.schedules import crontab, schedule
from django.conf import settings
from django.db import DatabaseError, InterfaceError
from django.utils import timezone

from kit.jobs.models import Pulse

MISSED = 3  # periods without a run, after which something is wrong
WORKING_DAYS = timedelta(days=4)  # from the last morning before a long weekend to the next one
Given = ParamSpec("Given")
Result = TypeVar("Result")


def ticking(name: str) -> Callable[[Callable[Given, Result]], Callable[Given, Result]]:
    """Mark each run of a task under its name in the schedule; each mark is one statement with a commit of its own."""

    def marked(task: Callable[Given, Result]) -> Callable[Given, Result]:
        @wraps(task)
        def run(*args: Given.args, **kwargs: Given.kwargs) -> Result:
            began(name, at=timezone.now())
            try:
                result = task(*args, **kwargs)
            except Exception as problem:
                with suppress(DatabaseError, InterfaceError):  # what went wrong may be the database itself
                    ended(name, at=timezone.now(), problem=type(problem).__name__)
                raise
            ended(name, at=timezone.now())
            return result

        run.ticks = name  # type: ignore[attr-defined]
        return run

    return marked


def began(name: str, *, at: datetime) -> None:
    """Say that a run begins."""
    Pulse.objects.bulk_create(
        [Pulse(name=name, first_at=at, began_at=at)],
        update_conflicts=True,
        unique_fields=["name"],
        update_fields=["began_at"],
    )


def ended(name: str, *, at: datetime, problem: str = "") -> None:
    """Say that a run has ended, and by which exception if by one."""
    Pulse.objects.filter(name=name).update(ended_at=at, problem=problem[:100])


def period_of(when: object) -> timedelta:
    """The longest time that a schedule leaves between two runs: seconds, a `schedule`, or a daily or hourly crontab."""
    if isinstance(when, crontab):
        if len(when.day_of_week) < 7:  # noqa: PLR2004 - days of a week
            return WORKING_DAYS
        return timedelta(days=1) if len(when.hour) < 24 else timedelta(hours=1)  # noqa: PLR2004 - hours of a day
    if isinstance(when, schedule):
        return timedelta(seconds=when.seconds)
    if isinstance(when, int | float):
        return timedelta(seconds=when)
    if isinstance(when, timedelta):
        return when
    raise TypeError(f"No schedule: {when!r}")


@dataclass(frozen=True)
class Tick:
    """One task of the schedule: how often it runs, when it last ended (None: never), what went wrong, if it is late."""

    name: str
    period: timedelta
    ended_at: datetime | None
    problem: str
    is_late: bool


@dataclass(frozen=True)
class Clock:
    """All tasks of the schedule; `last_at` is the end of the last run of any, None when the clock never ran."""

    ticks: tuple[Tick, ...]
    last_at: datetime | None

    @property
    def late(self) -> list[Tick]:
        return [tick for tick in self.ticks if tick.is_late]

    @property
    def failing(self) -> list[Tick]:
        """Those whose last run ended by an exception."""
        return [tick for tick in self.ticks if tick.problem and not tick.is_late]

    @property
    def has_stopped(self) -> bool:
        """Whether even the tasks that run most often are late: nothing calls them, or no worker takes them."""
        shortest = min((tick.period for tick in self.ticks), default=timedelta())
        often = [tick for tick in self.ticks if tick.period == shortest]
        return bool(often) and all(tick.is_late for tick in often)


def clock(*, at: datetime) -> Clock:
    """How the clock runs, in one query; a task that never ran is late when the clock has run long enough without it."""
    pulses = {pulse.name: pulse for pulse in Pulse.objects.all()}
    since = min((pulse.first_at for pulse in pulses.values()), default=None)
    ticks = [
        tick_of(name, period_of(entry["schedule"]), pulses.get(name), since, at)
        for name, entry in settings.CELERY_BEAT_SCHEDULE.items()
    ]
    return Clock(tuple(ticks), max((tick.ended_at for tick in ticks if tick.ended_at), default=None))


def tick_of(name: str, period: timedelta, pulse: Pulse | None, since: datetime | None, at: datetime) -> Tick:
    """One task: late after three periods without an end, counted from its last, or from the clock's first beginning."""
    ended_at = pulse.ended_at if pulse else None
    counted_from = ended_at or since
    is_late = counted_from is None or at - counted_from > MISSED * period
    return Tick(name, period, ended_at, pulse.problem if pulse else "", is_late)
