"""The layout that row charts share."""

import pytest

from kit.charts.bars import Bar, Bars, bars
from kit.charts.figure import Caption
from kit.charts.numbers import NumberStyle
from kit.charts.rows import End, columns, stack
from kit.govuk_ui.style.chart_numbers import BAR
from tests.kit.charts.checks import check
from tests.kit.charts.drawing import said

CAPTION = Caption("The message", "How to read it.")
LONG = "Newcastle-under-Lyme Local Strategic Partnership and its many neighbours in the county of Staffordshire"


@pytest.mark.parametrize("width", [480, 700, 1100])
def test_however_long_the_words_two_fifths_are_left_to_draw_in(width: float) -> None:
    cols = columns([LONG] * 2, [End("9" * 60, LONG), End(LONG, gap=True)], width)

    assert cols.right - cols.left >= 0.4 * width - 40
    assert not cols.stacked


def test_below_480_names_stand_above_and_the_drawing_goes_all_across() -> None:
    cols = columns(["A"], [End("1")], 300)

    assert cols.stacked
    assert cols.stretch == (0, 300)


def test_rows_grow_with_their_words() -> None:
    one = stack(columns(["A"], [End("1")], 700), [20])
    three = stack(columns([LONG], [End("1")], 700), [20])

    assert three.height > one.height + 20


def test_names_on_three_lines_do_not_run_into_the_next_row() -> None:
    check(bars(Bars(CAPTION, tuple(Bar(LONG, value) for value in (1, 2, None))), BAR))


def test_tick_labels_that_have_no_room_are_left_out() -> None:
    style = NumberStyle(suffix=" partnerships in the region")
    figure = bars(Bars(CAPTION, (Bar("A", 25),), style), BAR, width=480)

    check(figure)
    labels = [text for text in said(figure.svg) if text.endswith("0 partnerships in the region")]
    assert labels[0] == "0 partnerships in the region"
    assert len(labels) == 2
