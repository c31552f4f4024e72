"""When a project may be submitted, and everything that stands in its way: the rule alone."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnerships.rules.deadlines import last_moment
from projects.rules.endorsing import may_mail
from projects.rules.submission import Readiness, WhyNot, Window, why_not

READY = {
    "has_summary": True,
    "has_improvement": True,
    "has_champion": True,
    "is_submitted": False,
    "is_changed": False,
    "verdict": "endorsed",
}
MOMENT = datetime(2026, 6, 30, 12, 0, tzinfo=UTC)
OPEN = Window(is_open_year=True, deadline=MOMENT)
LATE = Window(is_open_year=True, closed_at=MOMENT, admitted_until=MOMENT)
HOUR, BLINK = timedelta(hours=1), timedelta(microseconds=1)


@pytest.mark.parametrize(
    ("lacking", "reasons"),
    [
        ({}, ()),
        ({"has_summary": False}, ("no_summary",)),
        ({"has_improvement": False}, ("no_improvement",)),
        ({"basis": WhyNot.NO_BASIS}, ("no_basis",)),
        ({"basis": WhyNot.NOT_ASSESSED, "has_champion": False}, ("not_assessed", "no_champion")),
        ({"has_champion": False}, ("no_champion",)),
        ({"verdict": None}, ("not_asked",)),
        ({"verdict": ""}, ("with_champion",)),
        ({"verdict": "returned"}, ("returned",)),
        ({"is_changed": True}, ("changed_since",)),
        ({"is_changed": True, "verdict": ""}, ("changed_since",)),
        ({"is_changed": True, "verdict": "returned"}, ("changed_since",)),
        ({"is_changed": True, "verdict": None}, ("not_asked",)),
        ({"is_submitted": True, "has_summary": False}, ("submitted",)),
        (
            {"has_summary": False, "has_improvement": False, "has_champion": False, "verdict": None},
            ("no_summary", "no_improvement", "no_champion", "not_asked"),
        ),
    ],
)
def test_each_missing_step_is_named_in_the_order_in_which_it_is_mended(lacking, reasons):
    assert Readiness(**{**READY, **lacking}).why_not() == reasons


@pytest.mark.parametrize(
    ("window", "at", "reasons"),
    [
        (OPEN, MOMENT, ()),
        (OPEN, MOMENT + timedelta(seconds=1) - BLINK, ()),
        (OPEN, MOMENT + timedelta(seconds=1), ("closed",)),
        (Window(is_open_year=True), MOMENT, ()),
        (Window(is_open_year=False), MOMENT, ("year_not_open",)),
        (Window(is_open_year=False, is_sealed=True), MOMENT, ("year_not_open",)),
        (Window(is_open_year=True, is_sealed=True), MOMENT, ("sealed",)),
        (Window(is_open_year=True, closed_at=MOMENT), MOMENT - BLINK, ()),
        (Window(is_open_year=True, closed_at=MOMENT), MOMENT, ("closed",)),
        (Window(is_open_year=True, closed_at=MOMENT, admitted_until=MOMENT + HOUR), MOMENT, ()),
        (LATE, MOMENT + timedelta(seconds=1) - BLINK, ()),
        (LATE, MOMENT + timedelta(seconds=1), ("closed",)),
        (Window(is_open_year=True, is_sealed=True, admitted_until=MOMENT + HOUR), MOMENT, ("sealed",)),
    ],
)
def test_a_window_is_open_to_the_last_microsecond_of_its_last_second(window, at, reasons):
    assert window.why_not(at) == reasons


def test_what_stops_everybody_is_told_before_what_the_partnership_lacks():
    window = Window(is_open_year=True, deadline=MOMENT - HOUR)

    assert why_not(window, Readiness(**{**READY, "verdict": None}), MOMENT) == (WhyNot.CLOSED, WhyNot.NOT_ASKED)


@pytest.mark.parametrize(
    ("day", "in_utc"),
    [
        pytest.param(date(2026, 6, 30), datetime(2026, 6, 30, 22, 59, 59, tzinfo=UTC), id="in summer"),
        pytest.param(date(2026, 12, 31), datetime(2026, 12, 31, 23, 59, 59, tzinfo=UTC), id="in winter"),
        pytest.param(date(2026, 10, 25), datetime(2026, 10, 25, 23, 59, 59, tzinfo=UTC), id="the clocks go back"),
        pytest.param(date(2026, 10, 24), datetime(2026, 10, 24, 22, 59, 59, tzinfo=UTC), id="the day before they do"),
        pytest.param(date(2027, 3, 28), datetime(2027, 3, 28, 22, 59, 59, tzinfo=UTC), id="the clocks go forward"),
        pytest.param(
            date(2027, 3, 27), datetime(2027, 3, 27, 23, 59, 59, tzinfo=UTC), id="the day before they do that"
        ),
    ],
)
def test_the_last_day_counts_whole_in_london(day, in_utc):
    window = Window(is_open_year=True, deadline=last_moment(day))

    assert window.closes_at() == in_utc
    assert window.why_not(in_utc + timedelta(milliseconds=900)) == ()
    assert window.why_not(in_utc + timedelta(seconds=1)) == (WhyNot.CLOSED,)


MOMENTS = st.datetimes(datetime(2026, 1, 1), datetime(2027, 1, 1), timezones=st.just(UTC))
SECONDS = MOMENTS.map(lambda moment: moment.replace(microsecond=0))
WINDOWS = st.builds(
    Window,
    is_open_year=st.booleans(),
    is_sealed=st.booleans(),
    deadline=st.none() | SECONDS,
    closed_at=st.none() | MOMENTS,
    admitted_until=st.none() | SECONDS,
)


@given(WINDOWS, MOMENTS)
def test_nobody_submits_after_every_end_has_passed(window, at):
    ends = [end for end in (window.deadline, window.closed_at) if end]
    leave = window.admitted_until
    if ends and at >= max(ends) + timedelta(seconds=1) and (leave is None or at >= leave + timedelta(seconds=1)):
        assert window.why_not(at)


@given(WINDOWS, MOMENTS)
def test_leave_to_be_late_wins_over_every_end_but_the_seal_and_the_year(window, at):
    if window.is_admitted(at) and window.is_open_year:
        assert window.why_not(at) == ((WhyNot.SEALED,) if window.is_sealed else ())


@given(WINDOWS, MOMENTS, st.timedeltas(timedelta(0), timedelta(days=400)))
def test_what_has_closed_stays_closed(window, at, later):
    if window.why_not(at):
        opened = window.is_open_year and not window.is_sealed and window.is_admitted(at + later)
        assert window.why_not(at + later) or opened


@given(WINDOWS, MOMENTS)
def test_who_is_late_is_let_in_and_nobody_is_late_before_the_end(window, at):
    assert window.is_late(at) <= window.is_admitted(at)
    assert not (window.is_late(at) and not window.has_closed(at))


@given(WINDOWS, MOMENTS)
def test_the_end_that_a_partnership_is_told_is_the_end_that_holds(window, at):
    ends = window.ends_at()
    if window.is_open_year and not window.is_sealed and ends is not None and window.closed_at is None:
        assert bool(window.why_not(at)) == (at >= ends + timedelta(seconds=1))


@pytest.mark.parametrize(
    ("ago", "may"), [(None, True), (timedelta(hours=23, minutes=59), False), (timedelta(hours=24), True)]
)
def test_a_champion_is_emailed_at_most_once_in_24_hours(ago, may):
    assert may_mail(MOMENT - ago if ago else None, MOMENT) is may
