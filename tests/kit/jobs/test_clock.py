"""Each task of the clock says when it ran; one that has not run for three of its periods is late."""

from datetime import UTC, datetime, timedelta
from importlib import import_module

import pytest
from celery.schedules import crontab, schedule
from django.conf import settings as portal
from pytest_django import Settings

from kit.jobs.clock import Clock, began, clock, ended, period_of, ticking
from kit.jobs.models import Pulse

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
TASKS = {name: entry["task"] for name, entry in portal.CELERY_BEAT_SCHEDULE.items()}
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


@pytest.fixture(autouse=True)
def schedule_of_two(settings: Settings) -> None:
    settings.CELERY_BEAT_SCHEDULE = {
        "often": {"task": "test.often", "schedule": 60.0},
        "nightly": {"task": "test.nightly", "schedule": crontab(hour=4, minute=10)},
    }


def ran(name: str, at: datetime, *, problem: str = "") -> None:
    began(name, at=at)
    ended(name, at=at, problem=problem)


def late(at: datetime) -> list[str]:
    return [tick.name for tick in clock(at=at).late]


@pytest.mark.parametrize("name", sorted(TASKS))
def test_every_task_of_the_schedule_ticks_under_its_name(name: str) -> None:
    module, _, task = TASKS[name].rpartition(".")
    assert getattr(getattr(import_module(module), task).run, "ticks", None) == name


def test_a_run_is_marked_at_its_beginning_and_at_its_end() -> None:
    seen: list[Pulse] = []

    @ticking("often")
    def work(number: int) -> int:
        seen.append(Pulse.objects.get())
        return number + 1

    assert work(1) == 2
    pulse = Pulse.objects.get()
    assert (seen[0].name, seen[0].ended_at) == ("often", None)
    assert pulse.ended_at is not None
    assert (pulse.problem, pulse.first_at) == ("", pulse.began_at)


def test_a_run_that_fails_names_its_exception_and_is_not_hidden() -> None:
    @ticking("often")
    def work() -> None:
        raise LookupError("somebody@mail.example")

    with pytest.raises(LookupError):
        work()
    assert Pulse.objects.get().problem == "LookupError"


def test_the_next_run_forgets_the_problem_and_keeps_the_first_beginning() -> None:
    ran("often", NOW, problem="LookupError")
    ran("often", NOW + MINUTE)
    pulse = Pulse.objects.get()
    assert (pulse.problem, pulse.first_at, pulse.began_at) == ("", NOW, NOW + MINUTE)


def test_a_task_is_late_after_three_of_its_periods() -> None:
    ran("often", NOW)
    ran("nightly", NOW)
    assert late(NOW + 3 * MINUTE) == []
    assert late(NOW + 3 * MINUTE + timedelta(seconds=1)) == ["often"]
    assert late(NOW + 3 * DAY) == ["often"]
    assert late(NOW + 3 * DAY + timedelta(seconds=1)) == ["often", "nightly"]


def test_a_run_that_never_comes_to_its_end_is_no_run() -> None:
    ran("often", NOW)
    began("often", at=NOW + HOUR)
    assert "often" in late(NOW + HOUR)


def test_a_task_that_never_ran_is_late_once_the_clock_has_run_long_enough_without_it() -> None:
    ran("often", NOW)
    assert late(NOW) == []
    ran("often", NOW + 4 * DAY)
    assert late(NOW + 4 * DAY) == ["nightly"]


def test_a_clock_that_never_ran_has_stopped() -> None:
    found = clock(at=NOW)
    assert (found.last_at, found.has_stopped) == (None, True)


def test_a_clock_whose_nightly_work_alone_is_late_has_not_stopped() -> None:
    ran("often", NOW)
    ran("nightly", NOW - 4 * DAY)
    found = clock(at=NOW)
    assert ([tick.name for tick in found.late], found.has_stopped, found.last_at) == (["nightly"], False, NOW)
    assert clock(at=NOW + HOUR).has_stopped


def test_what_fails_each_time_is_told_beside_what_is_late() -> None:
    ran("often", NOW, problem="OSError")
    ran("nightly", NOW)
    assert [(tick.name, tick.problem) for tick in clock(at=NOW).failing] == [("often", "OSError")]


def test_a_schedule_of_nothing_is_never_late(settings: Settings) -> None:
    settings.CELERY_BEAT_SCHEDULE = {}
    assert clock(at=NOW) == Clock((), None)
    assert not clock(at=NOW).has_stopped


@pytest.mark.parametrize(
    ("when", "period"),
    [
        (30.0, timedelta(seconds=30)),
        (HOUR, HOUR),
        (schedule(90), timedelta(seconds=90)),
        (crontab(minute=5), HOUR),
        (crontab(hour=4, minute=10), DAY),
        (crontab(hour=7, minute=30, day_of_week="mon-fri"), timedelta(days=4)),
    ],
    ids=["seconds", "timedelta", "schedule", "hourly", "nightly", "working-mornings"],
)
def test_a_period_is_the_longest_time_between_two_runs(when: object, period: timedelta) -> None:
    assert period_of(when) == period


def test_what_is_no_schedule_is_refused() -> None:
    with pytest.raises(TypeError, match="No schedule"):
        period_of("soon")
