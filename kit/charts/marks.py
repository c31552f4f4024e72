"""The marks that pictures share: hexagon, tick, letter, dot, diamond, hatching, and the swatches of a key."""

import math
from functools import lru_cache

from kit.charts import palette
from kit.charts.markup import LINE, Svg, line, painted, rect, short, tag
from kit.charts.palette import TICK, Paint, State

_SIXTHS = [(math.sin(math.pi / 3 * i), -math.cos(math.pi / 3 * i)) for i in range(6)]


def hexagon_points(x: float, y: float, radius: float) -> str:
    """The corners of a hexagon standing on a point, for `points`."""
    return " ".join(f"{short(x + radius * dx)},{short(y + radius * dy)}" for dx, dy in _SIXTHS)


def _tick_corners(x: float, y: float, size: float) -> tuple[tuple[float, float], ...]:
    """Start, low point and end of a tick about 1.75 sizes wide round x, y."""
    return (x - 0.85 * size, y), (x - 0.25 * size, y + 0.65 * size), (x + 0.9 * size, y - 0.7 * size)


def tick_path(x: float, y: float, size: float) -> str:
    """A tick about 1.75 sizes wide round x, y, to be drawn with a pen."""
    return "M" + "L".join(f"{short(px)} {short(py)}" for px, py in _tick_corners(x, y, size))


def solid_tick(x: float, y: float, size: float, width: float) -> str:
    """The same tick as a shape `width` thick, for a mark that is filled with the ink of its place."""
    start, low, end = _tick_corners(x, y, size)
    down, up = _across(start, low, width / 2), _across(low, end, width / 2)
    shared = 1 + (down[0] * up[0] + down[1] * up[1]) / (width / 2) ** 2
    both = (down[0] + up[0]) / shared, (down[1] + up[1]) / shared
    sides = ((start, down), (low, both), (end, up))
    corners = [(px + dx, py + dy) for (px, py), (dx, dy) in sides]
    corners += [(px - dx, py - dy) for (px, py), (dx, dy) in reversed(sides)]
    return "M" + "L".join(f"{short(px)} {short(py)}" for px, py in corners) + "Z"


def _across(one: tuple[float, float], other: tuple[float, float], far: float) -> tuple[float, float]:
    """So far to the left of the way from one point to another."""
    dx, dy = other[0] - one[0], other[1] - one[1]
    return dy / math.hypot(dx, dy) * far, -dx / math.hypot(dx, dy) * far


def tick(x: float, y: float, size: float, width: float) -> str:
    """A white tick for a deep ground."""
    return tag(
        "path", d=tick_path(x, y, size), class_="ch-tick", fill="none", stroke=palette.WHITE, stroke_width=width,
        stroke_linecap="round", stroke_linejoin="round",
    )  # fmt: skip


def letter(text: str, x: float, y: float, size: float, ink: str) -> str:
    """A bold letter whose baseline is y."""
    return tag(
        "text", text, x=x, y=y, class_="ch-on-deep" if ink == palette.WHITE else None,
        fill=None if ink == palette.INK else ink, font_size=size, font_weight="700", text_anchor="middle",
    )  # fmt: skip


def state_mark(state: State, x: float, y: float, size: float) -> str:
    """The state's tick or letter, centred on x, y."""
    if state.mark == TICK:
        return tick(x, y, size * 0.5, size / 5)
    return letter(state.mark, x, y + size * 0.36, size, state.paint.ink)


def state_hexagon(state: State, x: float, y: float, radius: float) -> str:
    """A hexagon in the state's paint with its mark, for rows and keys."""
    shape = tag("polygon", points=hexagon_points(x, y, radius), **painted(state.paint))
    return shape + state_mark(state, x, y, radius * 0.95)


def hatch(x: float, y: float, width: float, height: float, *, step: float = 7, stroke: str = palette.DEEP) -> str:
    """Diagonal lines that fill a rectangle exactly, without a pattern or a clip (both differ between renderers)."""
    if min(width, height) <= 4:
        return ""
    parts = []
    for i in range(1, math.ceil((width + height) / step)):
        reach = i * step
        start = (x + max(0, reach - height), y + min(reach, height))
        end = (x + min(reach, width), y + max(0, reach - width))
        parts.append(f"M{short(start[0])} {short(start[1])}L{short(end[0])} {short(end[1])}")
    class_ = "ch-hatch ch-on-deep" if stroke == palette.WHITE else "ch-hatch"
    return line("".join(parts), class_=class_, stroke=stroke, width=1.2)


def dot(x: float, y: float, radius: float, paint: Paint) -> str:
    """A round mark."""
    return tag("circle", cx=x, cy=y, r=radius, **painted(paint))


def diamond(x: float, y: float, radius: float) -> str:
    """The accent diamond: a score that needs attention, told from a dot by its shape."""
    points = ((x, y - radius), (x + radius, y), (x, y + radius), (x - radius, y))
    return tag("polygon", points=" ".join(f"{short(a)},{short(b)}" for a, b in points), **painted(palette.ALARM))


def swatch(body: str, width: float = 22, height: float = 22) -> Svg:
    """A mark on its own for a key; the words stand beside it, so it is hidden from screen readers."""
    return Svg(
        tag("svg", body, xmlns="http://www.w3.org/2000/svg", class_="ch", viewBox=f"0 0 {short(width)} {short(height)}",
            width=width, height=height, aria_hidden="true", focusable="false", font_family=palette.FONT,
            fill=palette.INK, stroke_width=LINE)
    )  # fmt: skip


@lru_cache(256)
def state_swatch(state: State) -> Svg:
    """A state for a key; there are few, on every map's page."""
    return swatch(state_hexagon(state, 13, 15, 13), 26, 30)


def hatching(paint: Paint, x: float, y: float, width: float, height: float) -> str:
    """A pattern that tells paints apart without colour: dense on the accent and on mid, sparse on pale."""
    if paint == palette.ALARM:
        return hatch(x, y, width, height, stroke=palette.WHITE)
    sparse = paint == palette.LIGHT
    return hatch(x, y, width, height, step=16 if sparse else 7, stroke=palette.MID_LINE if sparse else palette.DEEP)


def box_swatch(paint: Paint, pattern: str = "") -> Svg:
    """A box for a key, with its pattern."""
    return swatch(rect(1, 1, 20, 20, paint) + pattern)
