"""The colours are measured, not trusted."""

import pytest

from kit.charts.palette import MARK_PAIRS, PAINTS, TEXT_PAIRS, project_states
from tests.kit.charts.colours import contrast, luminance


@pytest.mark.parametrize(("ink", "ground"), TEXT_PAIRS)
def test_text_has_a_contrast_of_four_and_a_half(ink: str, ground: str) -> None:
    assert contrast(ink, ground) >= 4.5


@pytest.mark.parametrize(("mark", "ground"), MARK_PAIRS)
def test_marks_have_a_contrast_of_three(mark: str, ground: str) -> None:
    assert contrast(mark, ground) >= 3


def test_black_on_white_is_21() -> None:
    assert contrast("#000", "#ffffff") == pytest.approx(21)


def test_the_formula_agrees_with_a_known_pair() -> None:
    assert contrast("#767676", "#fff") == pytest.approx(4.54, abs=0.01)


def test_grey_print_keeps_the_order_of_the_states() -> None:
    states = project_states("a", "b", "c", "d")

    greys = [luminance(state.paint.fill) for state in states]

    assert greys == sorted(greys)
    assert all(b - a > 0.1 for a, b in zip(greys, greys[1:], strict=False))


def test_every_state_is_told_by_its_mark_as_well() -> None:
    states = project_states("Not started", "Draft", "Submitted", "Shared")

    assert len({state.mark for state in states}) == len(states)


def test_names_of_paints_are_their_own() -> None:
    assert len({paint.name for paint in PAINTS.values()}) == len(PAINTS)
