"""Numbers as people read them."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit.charts.numbers import CHANGE, PENCE, POUNDS, SCORE, WHOLE, Gap, NumberStyle, number, numbers, said, shares


@pytest.mark.parametrize(
    ("style", "value", "written"),
    [
        (POUNDS, 19_600, "£19,600"),
        (POUNDS, Decimal("19600.50"), "£19,600.50"),
        (POUNDS, Decimal("19600.00"), "£19,600"),
        (POUNDS, Decimal("-0.5"), "−£0.50"),
        (PENCE, 0, "£0.00"),
        (SCORE, 2.675, "2.68"),
        (SCORE, Decimal("2.665"), "2.67"),
        (SCORE, -0.001, "0.00"),
        (CHANGE, 0.42, "+0.42"),
        (CHANGE, -0.42, "−0.42"),
        (CHANGE, 0, "0.00"),
        (WHOLE, 1_234_567, "1,234,567"),
        (NumberStyle(places=1, group=".", point=","), 1234.56, "1.234,6"),
    ],
)
def test_a_number_is_written(style: NumberStyle, value: float, written: str) -> None:
    assert style.write(value) == written


@pytest.mark.parametrize("value", [None, Gap("Suppressed"), float("nan"), float("inf"), Decimal("NaN")])
def test_a_gap_is_no_number(value: float | None) -> None:
    assert number(value) is None


def test_a_gap_is_said_with_its_own_word_and_none_with_the_usual_one() -> None:
    assert said(Gap("Fewer than 5 answered"), WHOLE, "Not answered") == "Fewer than 5 answered"
    assert said(None, WHOLE, "Not answered") == "Not answered"
    assert said(float("nan"), WHOLE, "Not answered") == "Not answered"
    assert said(0, WHOLE, "Not answered") == "0"


def test_gaps_drop_out_of_numbers_but_noughts_stay() -> None:
    assert numbers([None, 0, Gap("x"), 2]) == [0, 2]


def test_three_thirds_make_a_hundred_per_cent() -> None:
    assert shares((1, 1, 1)) == (34, 33, 33)


def test_the_odd_per_cent_goes_where_most_is_cut_off() -> None:
    assert shares((1, 2)) == (33, 67)


def test_nobody_makes_noughts() -> None:
    assert shares((0, 0)) == (0, 0)


@given(st.lists(st.integers(0, 10_000), min_size=1, max_size=7).filter(any))
def test_shares_add_up_and_are_less_than_one_from_exact(counts: list[int]) -> None:
    found = shares(tuple(counts))

    assert sum(found) == 100
    assert all(abs(share - 100 * count / sum(counts)) < 1 for share, count in zip(found, counts, strict=True))
