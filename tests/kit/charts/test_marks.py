"""Marks told apart by shape and pattern, not by colour."""

import math

import pytest

from kit.charts import palette
from kit.charts.marks import diamond, hatch, hatching, hexagon_points, solid_tick, tick_path
from tests.kit.charts.drawing import parse, path_points


def strokes(markup: str) -> int:
    return markup.count("M")


def test_a_tick_goes_down_and_then_up_higher_than_it_began() -> None:
    start, low, high = path_points(tick_path(10, 10, 4))

    assert start[0] < low[0] < high[0]
    assert high[1] < start[1] < low[1]


def test_a_solid_tick_lies_round_the_one_that_a_pen_draws() -> None:
    corners = list(path_points(solid_tick(10, 10, 4, 2)))[:6]

    ends = [((ax + bx) / 2, (ay + by) / 2) for (ax, ay), (bx, by) in zip(corners, corners[::-1], strict=True)][:3]

    assert ends == [pytest.approx(point, abs=0.1) for point in path_points(tick_path(10, 10, 4))]
    assert math.dist(corners[0], corners[-1]) == pytest.approx(2, abs=0.1)
    assert math.dist(corners[2], corners[3]) == pytest.approx(2, abs=0.1)


def test_a_hexagon_stands_on_a_point() -> None:
    points = [tuple(map(float, pair.split(","))) for pair in hexagon_points(0, 0, 10).split()]

    assert len(points) == 6
    assert points[0] == (0, -10)
    assert points[3] == (0, 10)


@pytest.mark.parametrize(("width", "height"), [(100, 20), (20, 100), (5, 5), (33.3, 7.1)])
def test_hatching_stays_inside_its_rectangle(width: float, height: float) -> None:
    points = list(path_points(parse(hatch(10, 20, width, height, step=3)).attrib["d"]))

    assert points
    assert all(9.9 <= x <= 10.1 + width and 19.9 <= y <= 20.1 + height for x, y in points)


def test_a_sliver_is_too_thin_to_hatch() -> None:
    assert hatch(0, 0, 3, 20) == ""


def test_pale_is_hatched_sparsely_and_mid_densely() -> None:
    pale, mid = (hatching(paint, 0, 0, 200, 20) for paint in (palette.LIGHT, palette.MIDDLE))

    assert strokes(mid) > 2 * strokes(pale) > 0


def test_the_hatching_of_the_accent_is_white() -> None:
    assert f'stroke="{palette.WHITE}"' in hatching(palette.ALARM, 0, 0, 50, 20)


def test_a_diamond_is_no_circle() -> None:
    assert parse(diamond(5, 5, 4)).attrib["points"] == "5,1 9,5 5,9 1,5"
