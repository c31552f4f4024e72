"""Whatever the figures and the names: well-formed, the same again, nothing outside or overlapping, a faithful table."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kit.charts.bars import Bars, bars
from kit.charts.blocks import Blocks, blocks, in_days
from kit.charts.budget import Budget, budget
from kit.charts.dots import Dots, dots
from kit.charts.dumbbell import Dumbbell, dumbbell
from kit.charts.figure import Figure
from kit.charts.heat import Heat, heat
from kit.charts.hexmap import HexMap, hexmap
from kit.charts.hexrow import HexRow, hexrow, hexrow_mini
from kit.charts.likert import Likert, likert
from kit.charts.numbers import SCORE, Gap, said
from kit.charts.sparkline import Sparkline, sparkline
from kit.govuk_ui.style import chart_maps, chart_numbers, chart_scores
from tests.kit.charts import given as any_
from tests.kit.charts.checks import check, check_apart, check_contrast, check_inside, pictures

some = settings(max_examples=25, deadline=None)
widths = st.sampled_from([300, 480, 560, 700, 1100])
ROW = chart_maps.row_words("5 needed")


def check_all(draw: Callable[[], Figure]) -> Figure:
    figure = draw()
    check(figure)
    for svg in pictures(figure):
        check_contrast(svg)
    assert draw() == figure
    return figure


@given(any_.bars, widths)
@some
def test_bars(data: Bars, width: float) -> None:
    figure = check_all(lambda: bars(data, chart_numbers.BAR, width=width))

    assert figure.table.rows == tuple((r.name, said(r.value, SCORE, "Not answered"), r.note) for r in data.rows)


@given(any_.dots, widths)
@some
def test_dot_plots(data: Dots, width: float) -> None:
    figure = check_all(lambda: dots(data, chart_scores.DOT, width=width))

    written = [(r.name, said(r.now, SCORE, "Not answered"), said(r.last, SCORE, "Not answered")) for r in data.rows]
    assert [row[:3] for row in figure.table.rows] == written


@given(any_.dumbbells, widths)
@some
def test_dumbbells(data: Dumbbell, width: float) -> None:
    figure = check_all(lambda: dumbbell(data, chart_scores.BELL, width=width))

    assert [(row[0], row[-1]) for row in figure.table.rows] == [(r.name, str(r.pairs)) for r in data.rows]


@given(any_.sparklines)
@some
def test_sparklines(data: Sparkline) -> None:
    figure = check_all(lambda: sparkline(data, chart_numbers.SPARK))

    assert figure.table.rows == tuple((when, said(value, SCORE, "Not answered")) for when, value in data.points)


@given(any_.blocks, widths)
@some
def test_blocks(data: Blocks, width: float) -> None:
    figure = check_all(lambda: blocks(data, chart_numbers.DAYS, width=width))

    written = [(r.name, in_days(r.pledged), in_days(r.used), in_days(r.booked), in_days(r.left)) for r in data.rows]
    assert list(figure.table.rows) == written


@given(any_.budgets, widths)
@some
def test_budgets(data: Budget, width: float) -> None:
    figure = check_all(lambda: budget(data, chart_numbers.MONEY, width=width))

    assert [row[1:] for row in figure.table.rows] == [tuple(map(data.style.write, data.amounts(r))) for r in data.rows]


@given(any_.likerts(), widths)
@some
def test_stacked_answers(data: Likert, width: float) -> None:
    figure = check_all(lambda: likert(data, chart_scores.ANSWER, width=width))

    for row, cells in zip(data.rows, figure.table.rows, strict=True):
        expected = [row.counts.short] * len(data.options) if isinstance(row.counts, Gap) else map(str, row.counts)
        assert cells[:-1] == (row.name, *expected)


@given(any_.heats(), widths)
@some
def test_heat_tables(data: Heat, width: float) -> None:
    figure = check_all(lambda: heat(data, chart_scores.HEAT, width=width))

    assert figure.table.headers == ("Partnership", *data.columns)
    for row, cells in zip(data.rows, figure.table.rows, strict=True):
        assert cells == (row.name, *(said(value, SCORE, "Not answered") for value in row.values))


@given(any_.hexmaps())
@some
def test_hex_maps(data: HexMap) -> None:
    figure = check_all(lambda: hexmap(data, chart_maps.MAP))

    check_inside(figure.svg, hidden="ch-name")
    check_apart(figure.svg, hidden="ch-name")
    assert sorted(row[:2] for row in figure.table.rows) == sorted((tile.name, tile.county) for tile in data.tiles)


@given(any_.hexrows, widths)
@some
def test_county_conditions(data: HexRow, width: float) -> None:
    figure = check_all(lambda: hexrow(data, ROW, width=width))
    check_all(lambda: hexrow_mini(data, ROW))

    assert sorted(figure.table.rows) == sorted((d.name, d.state.word) for d in data.districts)


@pytest.mark.parametrize("ident", ["a b", "1", 'x"><script>', "é"])
def test_an_id_from_the_caller_is_made_safe(ident: str) -> None:
    data = Bars(any_.Caption("Title", "Description"), ())

    figure = bars(data, chart_numbers.BAR, ident=ident)

    check(figure)
    assert figure.ident.replace("-", "").isascii()
    assert replace(figure, ident="") != figure
