"""What is missing or wrong in a year, how far each step is, and how dates and keys come from another year."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnerships.rules.key_dates import outside
from partnerships.rules.setting_up import (
    COMPLETED,
    IN_PROGRESS,
    NOT_STARTED,
    STEPS,
    SetUpFacts,
    problems_of,
    states_of,
    stopping,
)
from partnerships.rules.terms import Change, changes
from partnerships.rules.years import shifted, suggested_key

STARTS, ENDS = date(2027, 4, 1), date(2028, 3, 31)
READY = SetUpFacts(
    starts=STARTS,
    ends=ENDS,
    saved=frozenset(STEPS),
    tiers=frozenset({"county", "district"}),
    rated=frozenset({"county", "district"}),
    dates={"submission": date(2027, 6, 30), "determination": date(2027, 7, 14)},
    has_framework=True,
    partnerships=6,
    placed=6,
    has_deputy=True,
    budget_lines=2,
)


def test_a_year_with_everything_has_no_problem_and_every_step_is_completed() -> None:
    assert problems_of(READY) == ()
    assert set(states_of(READY).values()) == {COMPLETED}


@pytest.mark.parametrize(
    ("missing", "code", "stops"),
    [
        ({"rated": frozenset()}, "no_rates", True),
        ({"rated": frozenset({"county"})}, "rates_missing", True),
        ({"budget_lines": 0}, "no_budget", False),
        ({"dates": {}}, "no_submission_date", True),
        ({"dates": {"submission": date(2027, 3, 31)}}, "dates_outside_year", True),
        ({"dates": {"submission": date(2027, 7, 2), "determination": date(2027, 7, 1)}}, "dates_impossible", True),
        ({"dates": {"assessment": date(2027, 7, 2), "submission": date(2027, 7, 1)}}, "dates_out_of_order", False),
        ({"has_framework": False}, "no_framework", False),
        ({"partnerships": 0, "placed": 0, "tiers": frozenset()}, "no_partnerships", True),
        ({"empty_localities": ("Thessershire",)}, "locality_without_districts", True),
        ({"has_deputy": False}, "no_deputy", False),
    ],
)
def test_each_thing_that_is_missing_is_told_by_itself(missing: dict[str, object], code: str, stops: bool) -> None:
    problems = problems_of(replace(READY, **missing))  # type: ignore[arg-type]
    assert [problem.code for problem in problems] == [code]
    assert bool(stopping(problems)) is stops


def test_a_problem_names_what_it_is_about() -> None:
    facts = replace(READY, rated=frozenset({"county"}), empty_localities=("Thessershire",))
    assert [problem.about for problem in problems_of(facts)] == [("district",), ("Thessershire",)]


def test_a_year_from_nothing_has_one_step_done_and_the_others_to_begin() -> None:
    states = states_of(SetUpFacts(starts=STARTS, ends=ENDS))
    assert states.pop("programme") == COMPLETED
    assert set(states.values()) == {NOT_STARTED}


def test_what_came_from_another_year_is_in_progress_until_it_is_saved() -> None:
    states = states_of(replace(READY, saved=frozenset(), is_copied=True))
    started = [step for step, state in states.items() if state == IN_PROGRESS]
    assert started == [step for step in STEPS if step != "programme"]


def test_what_people_brought_in_themselves_needs_no_second_look() -> None:
    states = states_of(replace(READY, saved=frozenset(), is_copied=False))
    done = [step for step, state in states.items() if state == COMPLETED]
    assert done == ["programme", "budget", "partnerships", "map", "deputy"]


def test_the_first_and_last_day_are_of_the_year() -> None:
    assert outside({"enrolment": STARTS, "evaluation": ENDS}, STARTS, ENDS) == ()
    late = {"evaluation": date(2028, 4, 1), "enrolment": date(2027, 3, 31)}
    assert outside(late, STARTS, ENDS) == ("enrolment", "evaluation")


@pytest.mark.parametrize(
    ("day", "years", "expected"),
    [
        (date(2027, 6, 30), 1, date(2028, 6, 30)),
        (date(2028, 2, 29), 1, date(2029, 2, 28)),
        (date(2028, 2, 29), 4, date(2032, 2, 29)),
    ],
)
def test_a_date_moves_by_whole_years(day: date, years: int, expected: date) -> None:
    assert shifted(day, years) == expected


@given(st.dates(date(1990, 1, 1), date(2090, 1, 1)), st.integers(-20, 9))
def test_a_moved_date_keeps_its_month(day: date, years: int) -> None:
    moved = shifted(day, years)
    assert (moved.year, moved.month) == (day.year + years, day.month)
    assert moved.day == day.day or (day.month, day.day, moved.day) == (2, 29, 28)


@pytest.mark.parametrize(
    ("region", "taken", "expected"),
    [
        ("Far Coast", (), "far-coast-2027"),
        ("Far Coast", ("far-coast-2027", "far-coast-2027-2"), "far-coast-2027-3"),
        ("Ynys Môn & Gŵyr", (), "ynys-mon-gwyr-2027"),
        ("شراكة", (), "programme-2027"),
        ("x" * 120, (), "x" * 45 + "-2027"),
    ],
    ids=["plain", "taken", "accents", "another-alphabet", "long"],
)
def test_a_key_is_suggested_from_region_and_year(region: str, taken: tuple[str, ...], expected: str) -> None:
    assert suggested_key(region, STARTS, taken) == expected


class Everything:
    """Holds whatever is asked for."""

    def __contains__(self, key: object) -> bool:
        return True


def test_where_every_key_is_taken_none_is_suggested() -> None:
    with pytest.raises(ValueError, match="keys are taken"):
        suggested_key("West Midlands", STARTS, Everything())


def test_only_what_differs_is_a_change() -> None:
    before, after = {"a": 1, "b": 2, "gone": 3}, {"new": 4, "a": 1, "b": 5}
    assert changes(before, after) == (Change("new", None, 4), Change("b", 2, 5), Change("gone", 3, None))
