"""What budgets, days, heat tables, sparklines and county conditions show, as facts about the drawing."""

from dataclasses import replace
from decimal import Decimal

import pytest

from kit.charts.blocks import Blocks, Days, blocks
from kit.charts.budget import Budget, BudgetLine, budget, parts
from kit.charts.figure import Caption, Figure
from kit.charts.heat import Heat, HeatRow, heat
from kit.charts.hexrow import District, HexRow, hexrow, hexrow_mini
from kit.charts.numbers import SCORE, Gap, Value
from kit.charts.sparkline import Sparkline, sparkline
from kit.govuk_ui.style.chart_maps import STATES, row_words
from kit.govuk_ui.style.chart_numbers import DAYS, MONEY, SPARK
from kit.govuk_ui.style.chart_scores import HEAT
from tests.kit.charts.drawing import Drawn, drawn, frame, parse, said

CAPTION = Caption("The message", "How to read it.")
CORE = BudgetLine("Core", 540_000, 61_400, 118_300, 505_400)
SHARED, SUBMITTED, DRAFT, NOT_STARTED = STATES


def marks(figure: Figure, class_: str) -> list[Drawn]:
    return [mark for mark in drawn(figure.svg) if class_ in mark.classes]


def wide(mark: Drawn) -> float:
    return mark.box.right - mark.box.left


def test_the_parts_of_a_budget_line_are_what_each_step_adds() -> None:
    assert parts(CORE) == [
        ("paid", 61_400),
        ("committed", 56_900),
        ("allocated", 387_100),
        ("left", 34_600),
        ("over", 0),
    ]


def test_the_parts_fill_the_bar_in_proportion() -> None:
    figure = budget(Budget(CAPTION, (CORE,)), MONEY)

    (paid,), (left,) = marks(figure, "ch-deep"), marks(figure, "ch-empty")

    assert wide(paid) / 696 == pytest.approx(61_400 / 540_000, abs=0.001)
    assert wide(left) / 696 == pytest.approx(34_600 / 540_000, abs=0.001)
    assert {"Core, £540,000", "£34,600 left", "Paid £61,400 · Committed £118,300 · Allocated £505,400"} <= set(
        said(figure.svg)
    )


def test_told_apart_each_amount_is_that_of_its_part_of_the_bar() -> None:
    figure = budget(Budget(CAPTION, (CORE,), apart=True), MONEY)

    assert "Paid £61,400 · Committed £56,900 · Allocated £387,100" in said(figure.svg)
    assert figure.table.rows == (("Core", "£540,000", "£61,400", "£56,900", "£387,100", "£34,600"),)


def test_a_budget_is_drawn_again_when_an_amount_changes_and_else_is_the_one_drawn_before() -> None:
    before = budget(Budget(CAPTION, (CORE,)), MONEY)

    assert budget(Budget(CAPTION, (replace(CORE),)), MONEY) is before
    assert "Core, £540,001" in said(budget(Budget(CAPTION, (replace(CORE, total=540_001),)), MONEY).svg)


def test_what_is_allocated_beyond_the_total_is_shown_as_over() -> None:
    figure = budget(Budget(CAPTION, (BudgetLine("Tight", 100, 0, 0, Decimal("125.50")),)), MONEY)

    assert "£25.50 over" in said(figure.svg)
    assert wide(marks(figure, "ch-accent")[0]) / 696 == pytest.approx(25.5 / 125.5, abs=0.001)
    assert figure.table.rows == (("Tight", "£100", "£0", "£0", "£125.50", "−£25.50"),)


@pytest.mark.parametrize("money", [(-1, 0, 0, 0), (9, -1, 0, 0), (9, 2, 1, 3), (9, 1, 3, 2)])
def test_a_budget_line_that_cannot_be_is_refused(money: tuple[int, int, int, int]) -> None:
    with pytest.raises(ValueError, match="paid ≤ committed ≤ allocated"):
        BudgetLine("Core", *money)


def test_a_box_is_a_quarter_of_a_day() -> None:
    figure = blocks(Blocks(CAPTION, (Days("Pool", 28, 11, 4),)), DAYS)

    counts = [len(marks(figure, name)) for name in ("ch-deep", "ch-pale", "ch-empty", "ch-hatch")]

    assert counts == [11, 4, 13, 4]
    assert [item.label for item in figure.key] == ["2.75 used", "1.00 booked", "3.25 left"]
    assert figure.table.rows == (("Pool", "7.00", "2.75", "1.00", "3.25"),)


def test_days_beyond_the_pledge_are_boxes_of_their_own() -> None:
    figure = blocks(Blocks(CAPTION, (Days("Rugby", 4, 4, 2),)), DAYS)

    assert [len(marks(figure, name)) for name in ("ch-deep", "ch-accent")] == [4, 2]
    assert "0.50 over" in said(figure.svg)
    assert figure.table.rows[0][-1] == "−0.50"


def test_boxes_that_do_not_fit_go_on_in_the_next_line() -> None:
    figure = blocks(Blocks(CAPTION, (Days("Pool", 4 * 12),)), DAYS)

    assert len({mark.box.top for mark in marks(figure, "ch-empty")}) == 2
    assert len({mark.box.left for mark in marks(figure, "ch-empty")}) <= 4 * 9


def test_above_a_hundred_days_lengths_take_the_place_of_boxes() -> None:
    figure = blocks(Blocks(CAPTION, (Days("Region", 800, 200),)), DAYS)

    (used,), (left,) = marks(figure, "ch-deep"), marks(figure, "ch-empty")

    assert wide(left) == pytest.approx(3 * wide(used), abs=1)


@pytest.mark.parametrize("quarters", [(-1, 0, 0), (1, -1, 0), (1, 0, -1)])
def test_negative_quarters_are_refused(quarters: tuple[int, int, int]) -> None:
    with pytest.raises(ValueError, match="negative"):
        Days("Rugby", *quarters)


def heat_of(*values: Value) -> Figure:
    columns = tuple(f"Column {i}" for i in range(len(values)))
    return heat(Heat(CAPTION, columns, (HeatRow("Lichfield", values),), (2, 2.7, 3.3), weak=2), HEAT)


def test_a_cell_gets_darker_at_each_cut() -> None:
    figure = heat_of(1.99, 2, 2.7, 3.3)

    fills = [min(mark.classes) for mark in drawn(figure.svg) if mark.name == "rect"]

    assert fills == ["ch-neither", "ch-pale", "ch-mid", "ch-deep"]


def test_only_a_weak_cell_carries_a_diamond() -> None:
    assert len(marks(heat_of(1.99, 2, None), "ch-accent")) == 1


def test_each_cell_says_its_number_and_a_gap_its_short_word() -> None:
    figure = heat_of(3.25, None, Gap("Fewer than 5 answered", "<5"))

    assert {"3.25", "–", "<5"} <= set(said(figure.svg))
    assert figure.table.rows == (("Lichfield", "3.25", "Not answered", "Fewer than 5 answered"),)


def test_more_columns_than_fit_go_on_in_another_panel() -> None:
    figure = heat_of(*[3] * 24)

    assert said(figure.svg).count("Lichfield") == 2
    assert said(figure.svg).count("3.00") == 24


def test_a_row_with_a_value_too_few_is_refused() -> None:
    with pytest.raises(ValueError, match="one value for each column"):
        Heat(CAPTION, ("A", "B"), (HeatRow("Lichfield", (1,)),), (1, 2, 3))


def spark(*values: Value) -> Figure:
    return sparkline(Sparkline(CAPTION, tuple((f"Month {i}", v) for i, v in enumerate(values)), SCORE), SPARK)


def test_the_line_breaks_at_a_gap_and_its_last_number_is_written() -> None:
    figure = spark(1, 2, None, 3, 4)

    assert len(marks(figure, "ch-line")) == 2
    assert said(figure.svg) == ["4.00"]


def test_more_is_higher() -> None:
    figure = spark(0, 4, 3)

    (line,), (end,) = marks(figure, "ch-line"), marks(figure, "ch-deep")

    assert end.box.middle[1] == pytest.approx(line.box.top + (line.box.bottom - line.box.top) / 4, abs=1)


def test_all_equal_is_a_level_line_half_way_up() -> None:
    (line,) = marks(spark(4, 4, 4), "ch-line")

    assert line.box.middle[1] == 17


def test_one_value_is_a_dot_beside_its_number() -> None:
    figure = spark(7)

    (dot,) = marks(figure, "ch-deep")
    number = next(mark for mark in drawn(figure.svg) if mark.text == "7.00")

    assert 0 < number.box.left - dot.box.right < 20


COUNTY = HexRow(
    CAPTION,
    tuple(
        District(name, state)
        for name, state in zip(
            "ABCDEFGH", (DRAFT, SHARED, SUBMITTED, SHARED, SHARED, NOT_STARTED, SHARED, DRAFT), strict=True
        )
    ),
    STATES,
    needed=5,
    met=False,
)


def test_districts_that_count_come_first_and_the_table_keeps_that_order() -> None:
    figure = hexrow(COUNTY, row_words("5 needed"))

    assert "".join(row[0] for row in figure.table.rows) == "BDEGCAHF"


def test_the_line_stands_between_the_fifth_hexagon_and_the_sixth() -> None:
    for figure in (hexrow(COUNTY, row_words("5 needed")), hexrow_mini(COUNTY, row_words("5 needed"))):
        hexagons = sorted(m.box.middle[0] for m in drawn(figure.svg) if m.name == "polygon")
        (line,) = marks(figure, "ch-majority")

        assert hexagons[4] < line.box.middle[0] < hexagons[5]


def test_on_a_phone_the_line_lies_level_under_the_fifth() -> None:
    marks_ = drawn(hexrow(COUNTY, row_words("5 needed")).narrow)

    hexagons = sorted(mark.box.middle[1] for mark in marks_ if mark.name == "polygon")
    (line,) = [mark for mark in marks_ if "ch-majority" in mark.classes]

    assert hexagons[4] < line.box.middle[1] < hexagons[5]
    assert "5 needed" in [mark.text for mark in marks_]


def test_a_met_condition_has_a_calm_line() -> None:
    assert not marks(hexrow(replace(COUNTY, met=True), row_words("4 needed")), "ch-majority")


@pytest.mark.parametrize("needed", [0, 9])
def test_a_majority_that_cannot_be_has_no_line(needed: int) -> None:
    assert not marks(hexrow_mini(replace(COUNTY, needed=needed), row_words("")), "ch-majority")


def test_a_row_draws_each_state_once_however_many_districts_are_in_it() -> None:
    many = replace(COUNTY, districts=COUNTY.districts * 3)
    large, small = hexrow(many, row_words("5 needed")), hexrow_mini(many, row_words("5 needed"))

    for svg in (large.svg, large.narrow, small.svg):
        assert len([mark for mark in drawn(svg) if mark.name == "polygon"]) == 3 * len(COUNTY.districts)
        assert svg.count("<polygon") == len({district.state for district in COUNTY.districts})


def test_the_small_row_grows_with_its_districts() -> None:
    assert frame(parse(hexrow_mini(COUNTY, row_words("5 needed")).svg)).right == 254
