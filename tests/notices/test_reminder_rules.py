"""Which step of a plan of reminders falls due on a day."""

from datetime import date, timedelta

import holidays
import pytest
from hypothesis import given
from hypothesis import strategies as st

from notices.rules.reminders import (
    CAUGHT_UP,
    Dates,
    Plan,
    ReminderKind,
    in_order,
    known,
    next_day,
    register,
    step_due,
)
from notices.rules.working_days import is_working_day, working_day_from, working_days_between

CLOSED = frozenset(holidays.country_holidays("GB", subdiv="ENG", years=range(2024, 2034)))
WEDNESDAY = date(2027, 6, 30)
PLAN = Plan(before=(10, 5, 1))
AFTER = Plan(after=(5, 10))
ON_WEDNESDAY = Dates(due=WEDNESDAY)
days = st.dates(date(2025, 1, 1), date(2032, 12, 31))
plans = st.builds(
    Plan,
    before=st.lists(st.integers(0, 20), max_size=5).map(in_order),
    after=st.lists(st.integers(1, 20), max_size=5).map(in_order),
)


def number_due(today: date, plan: Plan = PLAN, dates: Dates = ON_WEDNESDAY, since: date | None = None) -> int | None:
    step = step_due(plan, dates, today=today, bank_holidays=CLOSED, since=since)
    return step.number if step else None


CASES = {
    "the day before the first step": (date(2027, 6, 15), None),
    "ten days before": (date(2027, 6, 16), -10),
    "the day after it was missed": (date(2027, 6, 17), -10),
    "two days after it was missed": (date(2027, 6, 18), -10),
    "never on a Saturday": (date(2027, 6, 19), None),
    "three days after it was missed": (date(2027, 6, 21), None),
    "five days before": (date(2027, 6, 23), -5),
    "one day before": (date(2027, 6, 29), -1),
    "the day itself, when yesterday was missed": (WEDNESDAY, -1),
    "never once the day is over": (date(2027, 7, 1), None),
}


@pytest.mark.parametrize(("today", "expected"), CASES.values(), ids=CASES)
def test_a_step_before_a_date_goes_on_its_day_or_is_caught_up_soon(today: date, expected: int | None) -> None:
    assert number_due(today) == expected


def test_of_two_missed_steps_only_the_later_goes() -> None:
    assert number_due(WEDNESDAY, Plan(before=(2, 1))) == -1


def test_on_the_day_itself_is_a_step_too() -> None:
    assert number_due(WEDNESDAY, Plan(before=(1, 0))) == 0


def test_steps_after_a_date_count_from_when_the_waiting_began() -> None:
    began = Dates(began=date(2027, 3, 25))  # Maundy Thursday: five working days later is the Friday after Easter week
    assert [number_due(date(2027, 4, day), AFTER, began) for day in (1, 2, 5, 6, 7)] == [None, None, 5, 5, 5]


def test_where_both_count_the_one_before_the_deadline_goes() -> None:
    both = Dates(due=date(2027, 6, 28), began=date(2027, 6, 21))
    assert number_due(date(2027, 6, 25), Plan(before=(1,), after=(4,)), both) == -1


def test_a_step_after_still_goes_when_the_deadline_is_over() -> None:
    both = Dates(due=date(2027, 6, 24), began=date(2027, 6, 18))
    assert number_due(date(2027, 6, 25), Plan(before=(1,), after=(4,)), both) == 4


def test_nobody_is_reminded_on_the_day_on_which_they_were_asked() -> None:
    both = Dates(due=WEDNESDAY, began=date(2027, 6, 23))
    assert number_due(date(2027, 6, 23), PLAN, both) is None
    assert number_due(date(2027, 6, 24), PLAN, both) is None
    assert number_due(date(2027, 6, 29), PLAN, both) == -1


def test_a_plan_made_later_does_not_catch_up_what_it_would_have_said() -> None:
    assert number_due(date(2027, 6, 17), since=date(2027, 6, 17)) is None
    assert number_due(date(2027, 6, 17), since=date(2027, 6, 16)) == -10


def test_without_a_date_or_without_days_nothing_goes() -> None:
    assert number_due(date(2027, 6, 16), dates=Dates()) is None
    assert number_due(date(2027, 6, 16), Plan()) is None
    assert Plan().is_off
    assert not Plan(after=(1,)).is_off


@given(plans, days, days, days)
def test_what_goes_goes_on_a_working_day_soon_after_its_own_and_never_too_late(
    plan: Plan, due: date, began: date, today: date
) -> None:
    step = step_due(plan, Dates(due, began), today=today, bank_holidays=CLOSED)
    if step is None:
        return
    assert is_working_day(today, CLOSED)
    assert 0 <= working_days_between(step.day, today, CLOSED) <= CAUGHT_UP
    assert step.day == working_day_from(step.counted_from, step.number, CLOSED)
    assert step.number > 0 or today <= due


@given(plans, days)
def test_every_step_before_goes_on_its_own_day_when_the_clock_runs_each_day(plan: Plan, due: date) -> None:
    mornings = [due - timedelta(days=n) for n in range(60, -1, -1)]
    steps = [step_due(plan, Dates(due), today=today, bank_holidays=CLOSED) for today in mornings]
    went = {step.day for step, today in zip(steps, mornings, strict=True) if step and step.day == today}
    assert went == {working_day_from(due, -n, CLOSED) for n in plan.before}


@given(plans, days, days)
def test_what_goes_next_goes_on_that_day(plan: Plan, due: date, first: date) -> None:
    day = next_day(plan, Dates(due), first=first, bank_holidays=CLOSED)
    if day is not None:
        assert day >= first
        assert number_due(day, plan, Dates(due)) is not None


def test_the_next_day_is_the_first_that_is_still_to_come() -> None:
    dates = Dates(due=WEDNESDAY)
    given_first = [date(2027, 6, 1), date(2027, 6, 17), date(2027, 6, 29), date(2027, 6, 30)]
    assert [next_day(PLAN, dates, first=first, bank_holidays=CLOSED) for first in given_first] == [
        date(2027, 6, 16),
        date(2027, 6, 23),
        date(2027, 6, 29),
        None,
    ]


def test_days_are_told_as_people_count_down_each_once() -> None:
    assert in_order([1, 10, 5, 10]) == (10, 5, 1)


def named(name: str) -> ReminderKind:
    return ReminderKind(name, "", "", Plan(), lambda _gathering: [])


def test_a_kind_of_reminder_is_named_by_its_room_and_noun() -> None:
    with pytest.raises(ValueError, match="room/reminder_noun"):
        register(named("projects/submission"))
    with pytest.raises(ValueError, match="submission is taken by projects/reminder_submission"):
        register(named("others/reminder_submission"))
    assert known["submission"].name == "projects/reminder_submission"
    assert named("projects/reminder_submission").key == "submission"
