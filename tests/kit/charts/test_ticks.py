"""Axis ticks at steps people count in."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit.charts.ticks import Scale, nice_ticks, tick_places


@pytest.mark.parametrize(
    ("low", "high", "ticks"),
    [
        (0, 21, [0, 5, 10, 15, 20, 25]),
        (1, 4, [1, 2, 3, 4]),
        (0, 1, [0, 0.2, 0.4, 0.6, 0.8, 1]),
        (-0.31, 0.42, [-0.4, -0.2, 0, 0.2, 0.4, 0.6]),
        (0, 540_000, [0, 200_000, 400_000, 600_000]),
        (0, 0, [0, 0.2, 0.4, 0.6, 0.8, 1]),
        (7, 7, [0, 2, 4, 6, 8]),
        (-3, -3, [-3, -2, -1, 0]),
    ],
)
def test_ticks_for(low: float, high: float, ticks: list[float]) -> None:
    assert nice_ticks(low, high) == ticks


@given(st.floats(-1e12, 1e12), st.floats(-1e12, 1e12))
def test_ticks_enclose_the_numbers_in_few_even_steps_of_one_two_or_five(a: float, b: float) -> None:
    low, high = sorted((a, b))

    ticks = nice_ticks(low, high)

    step = ticks[1] - ticks[0]
    slack = 1e-6 * max(step, abs(low), abs(high))
    assert ticks[0] <= low + slack
    assert ticks[-1] >= high - slack
    assert 2 <= len(ticks) <= 8
    mantissa = step / 10 ** math.floor(math.log10(step) + 1e-6)
    assert min(abs(mantissa - m) for m in (1, 2, 5)) < 1e-3


@pytest.mark.parametrize(("ticks", "places"), [([0, 5, 10], 0), ([0, 0.2, 0.4], 1), ([1, 1.05], 2), ([3], 0)])
def test_ticks_have_as_many_decimals_as_tell_them_apart(ticks: list[float], places: int) -> None:
    assert tick_places(ticks) == places


def test_a_scale_runs_from_left_to_right_and_holds_what_lies_outside_at_its_edge() -> None:
    scale = Scale(1, 4, 100, 400)

    assert [scale.at(value) for value in (1, 2.5, 4, -9, 99)] == [100, 250, 400, 100, 400]
