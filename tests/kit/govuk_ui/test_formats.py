"""Money, dates and times as people read them."""

from datetime import UTC, date, datetime, time
from decimal import Decimal
from types import SimpleNamespace

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from kit.govuk_ui.formats import clock, day_and_month, exact, long_date, moment, money, years
from tests.kit.govuk_ui.rendering import render

NB = "\N{NO-BREAK SPACE}"


@pytest.mark.parametrize(
    ("amount", "shown"),
    [
        (0, "£0"),
        (1, "£0.01"),
        (10, "£0.10"),
        (1_960_000, "£19,600"),
        (2_237_731, "£22,377.31"),
        (-500, "−£5"),
        (-1, "−£0.01"),
        (Decimal("19600"), "£19,600"),
        (Decimal("19600.00"), "£19,600"),
        (Decimal("6300.5"), "£6,300.50"),
        (Decimal("-0.01"), "−£0.01"),
    ],
)
def test_pence_are_written_where_pence_exist(amount: int | Decimal, shown: str) -> None:
    assert money(amount) == shown


def test_a_column_with_any_pence_writes_them_always() -> None:
    assert exact(1_960_000) == "£19,600.00"


@given(st.integers(min_value=-(10**15), max_value=10**15))
def test_no_penny_is_lost_in_writing(pence: int) -> None:
    digits = exact(pence).replace("£", "").replace(",", "").replace(".", "").replace("−", "-")
    assert int(digits) == pence


@given(st.integers(min_value=-(10**12), max_value=10**12))
def test_pence_and_pounds_are_written_alike(pence: int) -> None:
    assert money(pence) == money(Decimal(pence) / 100)


def test_a_fraction_of_a_penny_is_refused() -> None:
    with pytest.raises(ValueError, match="whole number of pence"):
        money(Decimal("0.001"))


@pytest.mark.parametrize("amount", [1.0, True, "6300"])
def test_what_is_not_money_is_refused(amount: object) -> None:
    with pytest.raises(TypeError, match="int .pence. or Decimal .pounds."):
        money(amount)  # type: ignore[arg-type]


def test_a_date_does_not_break_over_a_line() -> None:
    assert long_date(date(2027, 3, 27)) == f"27{NB}March{NB}2027"
    assert day_and_month(date(2027, 6, 1)) == f"1{NB}June"


def test_a_moment_is_told_in_local_time() -> None:
    assert moment(datetime(2027, 6, 30, 22, 59, tzinfo=UTC)) == f"30{NB}June{NB}2027, 11:59pm"
    assert moment(datetime(2027, 6, 30, 23, 30, tzinfo=UTC)) == f"1{NB}July{NB}2027, 12:30am"


@pytest.mark.parametrize(
    ("at", "shown"),
    [
        (time(0, 0), "midnight"),
        (time(0, 5), "12:05am"),
        (time(9, 0), "9am"),
        (time(12, 0), "midday"),
        (time(12, 30), "12:30pm"),
        (time(15, 0), "3pm"),
    ],
)
def test_the_clock_has_twelve_hours(at: time, shown: str) -> None:
    assert clock(at) == shown


def test_templates_write_the_same_and_nothing_for_nothing() -> None:
    source = "{{ a|money }}|{{ b|money_to_the_penny }}|{{ day|long_date }}|{{ day|day_and_month }}|{{ at|clock }}"
    shown = render(source, a=630_000, b=Decimal(5), day=date(2027, 3, 27), at=time(15))
    assert shown == f"£6,300|£5.00|27{NB}March{NB}2027|27{NB}March|3pm"
    assert render(source, a=None, b=None, day=None, at=None) == "||||"


def test_a_template_writes_a_moment() -> None:
    assert render("{{ at|moment }}", at=datetime(2027, 1, 1, 9, tzinfo=UTC)) == f"1{NB}January{NB}2027, 9am"
    assert render("{{ at|moment }}", at=None) == ""


def test_years_are_written_once_when_they_are_one() -> None:
    assert years(date(2026, 4, 1), date(2027, 3, 31)) == "2026 to 2027"
    assert years(date(2026, 4, 1), date(2026, 12, 31)) == "2026"


def test_a_template_writes_the_years_of_a_programme_and_nothing_of_none() -> None:
    span = SimpleNamespace(starts=date(2026, 4, 1), ends=date(2027, 3, 31))
    assert render("{{ programme|years }}{{ nothing|years }}", programme=span, nothing=None) == "2026 to 2027"


def test_a_day_that_was_written_before_is_written_anew_in_another_language() -> None:
    day = date(2027, 3, 27)
    assert long_date(day) == f"27{NB}March{NB}2027"
    with translation.override("cy"):
        assert long_date(day) == f"27{NB}Mawrth{NB}2027"
    assert long_date(datetime(2027, 6, 30, 23, 30, tzinfo=UTC)) == f"1{NB}July{NB}2027"
