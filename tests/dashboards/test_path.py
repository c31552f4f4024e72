"""The path of the year, by dates and counts."""

from dataclasses import replace
from datetime import date

import pytest

from dashboards.rules.news import news_of
from dashboards.rules.path import Stage, YearFacts, path_of

DATES = [("enrolment", date(2026, 5, 10)), ("assessment", date(2026, 6, 9)), ("submission", date(2026, 6, 29))]
OPEN = YearFacts(date(2026, 4, 1), closed=False, dates=DATES, partnerships=38, complete=31)


def states(facts: YearFacts, today: date) -> str:
    return " ".join(stage.state for stage in path_of(facts, today))


@pytest.mark.parametrize(
    ("today", "complete", "expected"),
    [
        (date(2026, 4, 1), 0, "done now later later"),
        (date(2026, 5, 10), 31, "done now later later"),
        (date(2026, 5, 1), 38, "done done now later"),
        (date(2026, 5, 11), 38, "done done now later"),
        (date(2026, 5, 11), 31, "done now now later"),
        (date(2026, 6, 10), 31, "done now passed now"),
        (date(2026, 6, 30), 38, "done done passed passed"),
    ],
    ids=[
        "opened today",
        "last day of enrolment",
        "all are named early",
        "all were named in time",
        "some are late",
        "late for long",
        "all over",
    ],
)
def test_the_first_that_is_not_over_is_now(today: date, complete: int, expected: str) -> None:
    assert states(replace(OPEN, complete=complete), today) == expected


def test_a_day_missed_is_told() -> None:
    assert [stage.late for stage in path_of(OPEN, date(2026, 5, 10))] == [False] * 4
    assert [stage.late for stage in path_of(OPEN, date(2026, 5, 11))] == [False, True, False, False]


@pytest.mark.parametrize(
    ("assessed", "expected"),
    [(None, "done now passed now"), (37, "done now passed now"), (38, "done now done now")],
    ids=["not known", "one is missing", "everybody has"],
)
def test_assessing_is_done_once_everybody_has_completed(assessed: int | None, expected: str) -> None:
    assert states(replace(OPEN, assessed=assessed), date(2026, 6, 10)) == expected


def test_submission_is_over_on_the_day_it_was_closed_early_and_what_follows_is_now() -> None:
    dates = [*DATES, ("determination", date(2026, 7, 20))]
    closed = replace(OPEN, dates=dates, submission_closed=date(2026, 6, 15))
    assert states(replace(OPEN, dates=dates), date(2026, 6, 15)) == "done now passed now later"
    assert states(closed, date(2026, 6, 15)) == "done now passed passed now"
    assert path_of(closed, date(2026, 6, 15))[3].day == date(2026, 6, 15)


def test_grants_are_done_on_the_day_they_were_decided_early_or_late_and_what_follows_is_now() -> None:
    dates = [*DATES, ("determination", date(2026, 7, 20)), ("midyear_report", date(2026, 10, 1))]
    year = replace(OPEN, complete=38, assessed=38, dates=dates, submission_closed=date(2026, 6, 29))
    decided = replace(year, decided=date(2026, 7, 8))
    assert states(year, date(2026, 7, 9)) == "done done done passed now later"
    assert states(decided, date(2026, 7, 9)) == "done done done passed done now"
    assert path_of(decided, date(2026, 7, 9))[4].day == date(2026, 7, 8)
    closed = replace(decided, closed=True, decided=date(2026, 7, 24))
    assert path_of(closed, date(2027, 4, 2))[4] == Stage("determination", "done", date(2026, 7, 24))


def test_before_it_opens_setting_up_is_now() -> None:
    assert states(replace(OPEN, opened=None), date(2027, 1, 1)) == "now later later later"


def test_of_a_closed_year_only_what_is_known_to_be_done_is_ticked() -> None:
    closed = replace(OPEN, closed=True)
    assert states(closed, date(2027, 4, 2)) == "done passed passed passed"
    assert states(replace(closed, complete=38), date(2027, 4, 2)) == "done done passed passed"


def test_a_year_opened_after_its_first_date_shows_no_day_of_opening() -> None:
    assert path_of(OPEN, date(2026, 5, 1))[0].day == date(2026, 4, 1)
    assert path_of(replace(OPEN, opened=date(2026, 9, 4)), date(2026, 9, 5))[0].day is None


def test_without_partnerships_nobody_has_named_everybody() -> None:
    assert replace(OPEN, partnerships=0, complete=0, assessed=0).done == set()


@pytest.mark.parametrize(
    ("state", "total", "complete", "code"),
    [
        ("setting_up", 38, 38, "setting_up"),
        ("closed", 0, 0, "closed"),
        ("open", 0, 0, "empty"),
        ("open", 38, 38, "complete"),
        ("open", 38, 37, "some"),
    ],
)
def test_the_news_is_the_one_thing_that_matters_most(state: str, total: int, complete: int, code: str) -> None:
    assert news_of(state, total=total, complete=complete, nobody=0).code == code
