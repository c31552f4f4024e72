"""Slots for sending: evenly apart, none twice, over all workers."""

from datetime import UTC, datetime, timedelta
from itertools import chain

import pytest
from django.db import IntegrityError
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import Settings

from notices.models import Pace
from notices.rules.pace import slots
from notices.services.pacing import reserve
from tests.at_once import at_once, meeting

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
SECOND = timedelta(seconds=1)


def test_slots_are_a_pace_apart_and_the_next_worker_goes_on_after_them() -> None:
    given = slots(free_at=NOW, at=NOW, per_minute=60, wanted=3, until=NOW + 30 * SECOND)
    assert given.times == [NOW, NOW + SECOND, NOW + 2 * SECOND]
    assert given.free_at == NOW + 3 * SECOND


def test_a_slot_that_begins_when_the_time_is_up_is_not_given() -> None:
    assert slots(free_at=NOW, at=NOW, per_minute=60, wanted=9, until=NOW + 3 * SECOND).count == 3
    assert slots(free_at=NOW, at=NOW, per_minute=60, wanted=9, until=NOW).count == 0


def test_slots_that_passed_unused_are_gone() -> None:
    assert slots(free_at=NOW - 90 * SECOND, at=NOW, per_minute=1, wanted=9, until=NOW + 90 * SECOND).times == [
        NOW,
        NOW + 60 * SECOND,
    ]


def test_a_pace_faster_than_the_clock_can_count_is_as_fast_as_it_can() -> None:
    found = slots(free_at=NOW, at=NOW, per_minute=10**12, wanted=3, until=NOW + timedelta(seconds=1))
    assert (found.count, found.every) == (3, timedelta.resolution)


def test_a_pace_is_at_least_one_a_minute() -> None:
    with pytest.raises(ValueError, match="at least one"):
        slots(free_at=NOW, at=NOW, per_minute=0, wanted=1, until=NOW + SECOND)


@given(
    st.integers(1, 10_000), st.lists(st.tuples(st.integers(0, 50), st.integers(0, 60), st.integers(0, 60)), max_size=20)
)
def test_however_workers_come_and_go_no_slot_is_given_twice_and_none_too_early(
    per_minute: int, visits: list[tuple[int, int, int]]
) -> None:
    free_at, at, times = NOW, NOW, []
    for wanted, later, horizon in visits:
        at += later * SECOND
        given = slots(free_at=free_at, at=at, per_minute=per_minute, wanted=wanted, until=at + horizon * SECOND)
        free_at = given.free_at
        times += given.times
        assert given.count <= wanted
        assert all(at <= time < at + horizon * SECOND for time in given.times)
    every = timedelta(minutes=1) / per_minute
    assert all(after - before >= every for before, after in zip(times, times[1:], strict=False))


def test_without_a_pace_everybody_goes_at_once(db: None) -> None:
    assert reserve(3, at=NOW, until=NOW) == [NOW] * 3
    assert not Pace.objects.exists()


def test_there_is_one_pace_for_all_mail(db: None) -> None:
    with pytest.raises(IntegrityError, match="pace_is_that_of_mail_alone"):
        Pace.objects.create(name="letters", free_at=NOW)


@pytest.mark.django_db(transaction=True)
def test_workers_who_reserve_at_once_get_different_slots(settings: Settings) -> None:
    settings.MAIL_PER_MINUTE = 600

    def worker() -> list[datetime]:
        return [slot for _visit in range(5) for slot in reserve(3, at=NOW, until=NOW + 60 * SECOND)]

    given = chain(*at_once(*[worker] * 4))
    assert sorted(given) == [NOW + SECOND / 10 * number for number in range(60)]


@pytest.mark.django_db(transaction=True)
def test_without_the_lock_workers_would_get_the_same_slots(settings: Settings) -> None:
    """The control: read, wait until everybody has read, then write."""
    Pace.objects.create(name="mail", free_at=NOW)
    all_have_read = meeting(4)

    def worker() -> list[datetime]:
        free_at = Pace.objects.get().free_at
        all_have_read.wait()
        found = slots(free_at=free_at, at=NOW, per_minute=600, wanted=3, until=NOW + 60 * SECOND)
        Pace.objects.update(free_at=found.free_at)
        return found.times

    given = list(chain(*at_once(*[worker] * 4)))
    assert (len(given), len(set(given))) == (12, 3)
