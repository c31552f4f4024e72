"""What bars, dot plots, dumbbells and stacked answers show, as facts about the drawing."""

from dataclasses import replace

import pytest

from kit.charts.bars import Bar, Bars, bars
from kit.charts.dots import Dot, Dots, dots
from kit.charts.dumbbell import Change, Dumbbell, dumbbell
from kit.charts.figure import Caption, Figure
from kit.charts.likert import Answers, Likert, likert, paints
from kit.charts.numbers import CHANGE, Gap
from kit.govuk_ui.style.chart_numbers import BAR
from kit.govuk_ui.style.chart_scores import ANSWER, BELL, DOT
from tests.kit.charts.drawing import Drawn, drawn, said

CAPTION = Caption("The message", "How to read it.")
HIDDEN = Gap("Fewer than 5 answered", "<5")


def marks(figure: Figure, class_: str) -> list[Drawn]:
    return [mark for mark in drawn(figure.svg) if class_ in mark.classes]


def wide(mark: Drawn) -> float:
    return mark.box.right - mark.box.left


def test_a_bar_is_as_long_as_its_number() -> None:
    one, two = marks(bars(Bars(CAPTION, (Bar("A", 10), Bar("B", 20))), BAR), "ch-deep")

    assert wide(two) == pytest.approx(2 * wide(one), abs=0.2)
    assert one.box.left == two.box.left


def test_a_negative_bar_is_hatched_and_ends_where_positive_ones_begin() -> None:
    figure = bars(Bars(CAPTION, (Bar("A", 10), Bar("B", -10)), CHANGE), BAR)

    (up,), (down,) = marks(figure, "ch-deep"), marks(figure, "ch-pale")

    assert down.box.right == pytest.approx(up.box.left, abs=0.2)
    assert wide(down) == pytest.approx(wide(up), abs=0.2)
    assert len(marks(figure, "ch-hatch")) == 1
    assert "−10.00" in said(figure.svg)


def test_nought_is_a_number_and_a_gap_is_not() -> None:
    figure = bars(Bars(CAPTION, (Bar("A", 0), Bar("B", None), Bar("C", HIDDEN))), BAR)

    assert len(marks(figure, "ch-gap")) == 2
    assert "0" in said(figure.svg)
    assert [row[1] for row in figure.table.rows] == ["0", "Not answered", "Fewer than 5 answered"]


def test_an_axis_may_be_shared_between_charts() -> None:
    few = bars(Bars(CAPTION, (Bar("A", 10),), high=100), BAR)
    many = bars(Bars(CAPTION, (Bar("A", 100),)), BAR)

    assert wide(marks(many, "ch-deep")[0]) > 8 * wide(marks(few, "ch-deep")[0])


def test_without_a_header_the_notes_have_no_column() -> None:
    figure = bars(Bars(CAPTION, (Bar("A", 1, "n 3"),)), replace(BAR, note=""))

    assert figure.table.rows == (("A", "1"),)


def test_a_score_below_two_is_a_diamond_and_two_is_a_dot() -> None:
    figure = dots(Dots(CAPTION, (Dot("A", 1.99), Dot("B", 2))), DOT)

    (diamond,), (dot,) = marks(figure, "ch-accent"), marks(figure, "ch-now")

    assert (diamond.name, dot.name) == ("polygon", "circle")
    assert [item.label for item in figure.key] == ["this year", "this year, below 2"]


def test_last_years_score_is_a_small_circle_or_a_ring_where_it_is_the_same() -> None:
    moved, same = marks(dots(Dots(CAPTION, (Dot("A", 3, 2), Dot("B", 3, 3))), DOT), "ch-last")

    assert wide(same) > 1.5 * wide(moved)


def test_the_band_runs_from_quartile_to_quartile() -> None:
    figure = dots(Dots(CAPTION, (Dot("A", 2, None, (2, 2.5, 3)),)), DOT)

    (band,), (now,) = marks(figure, "ch-pale"), marks(figure, "ch-now")

    assert band.box.left == pytest.approx(now.box.middle[0], abs=0.2)
    assert figure.table.rows == (("A", "2.00", "Not answered", "2.00 to 3.00", "2.50"),)


def test_a_suppressed_group_has_no_band_and_the_table_says_why() -> None:
    figure = dots(Dots(CAPTION, (Dot("A", 3, 3, (HIDDEN, HIDDEN, HIDDEN)),)), DOT)

    assert not marks(figure, "ch-pale")
    assert figure.table.rows[0][3:] == ("Fewer than 5 answered", "Fewer than 5 answered")


def test_a_dumbbell_says_change_interval_and_pairs() -> None:
    figure = dumbbell(Dumbbell(CAPTION, (Change("Trust", 2.81, 3.42, 31, 0.38, 0.84),)), BELL)

    assert figure.table.rows == (("Trust", "2.81", "3.42", "+0.61", "+0.38 to +0.84", "31"),)
    assert {"+0.61", "+0.38 to +0.84, n 31"} <= set(said(figure.svg))


def test_the_interval_is_drawn_from_the_baseline() -> None:
    figure = dumbbell(Dumbbell(CAPTION, (Change("Trust", 2, 3, 31, 0, 1),)), BELL)

    (before,), (after,) = marks(figure, "ch-last"), marks(figure, "ch-deep")
    bracket = next(m for m in marks(figure, "ch-line") if m.box.bottom - m.box.top > 5)

    assert bracket.box.left == pytest.approx(before.box.middle[0], abs=1)
    assert bracket.box.right == pytest.approx(after.box.middle[0], abs=1)


def test_few_pairs_have_no_interval_and_one_wave_has_no_change() -> None:
    rows = (Change("Few", 3, 2.5, 6), Change("Late", None, 4, 12), Change("Hidden", HIDDEN, HIDDEN, 4))
    figure = dumbbell(Dumbbell(CAPTION, rows), BELL)

    assert "95% interval of the change" not in [item.label for item in figure.key]
    assert [row[3] for row in figure.table.rows] == ["−0.50", "Not answered", "Fewer than 5 answered"]
    assert {"n 6", "n 12", "n 4"} <= set(said(figure.svg))


def test_shares_fill_the_row_and_are_written_where_they_fit() -> None:
    data = Likert(CAPTION, ("No", "Perhaps", "Yes"), (Answers("A", (1, 49, 50)),), positive=1)
    figure = likert(data, ANSWER)

    segments = [m for m in drawn(figure.svg) if m.name == "rect"]
    widths = [wide(segment) for segment in segments]
    assert widths[2] / sum(widths) == pytest.approx(0.5, abs=0.01)
    assert sum(widths) > 400
    assert {"49%", "50%", "50% agree", "n 100"} <= set(said(figure.svg))
    assert "1%" not in said(figure.svg)
    assert figure.table.rows == (("A", "1", "49", "50", "100"),)


def test_a_question_nobody_answered_and_a_suppressed_one_are_said_in_words() -> None:
    figure = likert(Likert(CAPTION, ("No", "Yes"), (Answers("A", (0, 0)), Answers("B", HIDDEN))), ANSWER)

    assert not [m for m in drawn(figure.svg) if m.name == "rect"]
    assert "Not answered" in said(figure.svg)
    assert figure.table.rows[1] == ("B", "<5", "<5", "Fewer than 5 answered")


@pytest.mark.parametrize("options", range(2, 8))
def test_each_option_has_a_look_of_its_own(options: int) -> None:
    assert len(set(paints(options))) == options


def test_the_middle_of_an_odd_number_of_options_is_white() -> None:
    assert [paints(n)[n // 2].name for n in (3, 5, 7)] == ["neither"] * 3


@pytest.mark.parametrize(
    ("options", "counts"), [(("Yes",), (1,)), (tuple("abcdefgh"), (1,) * 8), (("a", "b"), (1,)), (("a", "b"), (1, -1))]
)
def test_answers_that_cannot_be_are_refused(options: tuple[str, ...], counts: tuple[int, ...]) -> None:
    with pytest.raises(ValueError, match="options"):
        Likert(CAPTION, options, (Answers("A", counts),))


def test_on_a_phone_the_name_stands_above_the_bar() -> None:
    figure = bars(Bars(CAPTION, (Bar("Performance management", 21),)), BAR)

    name = next(mark for mark in drawn(figure.narrow) if mark.text == "Performance management")
    bar = next(mark for mark in drawn(figure.narrow) if "ch-deep" in mark.classes)

    assert name.box.bottom <= bar.box.top
    assert name.box.left < bar.box.left < name.box.right
