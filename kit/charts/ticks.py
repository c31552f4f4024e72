"""Axis ticks at steps people count in: 1, 2 or 5 times a power of ten."""

import math
from collections.abc import Sequence
from dataclasses import dataclass


def nice_step(span: float, wanted: int = 5) -> float:
    """The smallest of 1, 2, 5 × 10ⁿ that cuts the span into at most `wanted` steps."""
    rough = span / wanted
    power = 10.0 ** math.floor(math.log10(rough))
    return next(power * m for m in (1, 2, 5, 10) if power * m >= rough * (1 - 1e-9))


def nice_ticks(low: float, high: float, wanted: int = 5) -> list[float]:
    """Ticks that enclose low and high; where they are equal (or within 1e-9) the axis reaches to nought, or to one."""
    least = 1e-9 * max(abs(low), abs(high), 1)
    if high - low <= least:
        low, high = min(low, 0.0), max(high, 0.0)
    if high - low <= least:
        high = low + 1
    step = nice_step(high - low, wanted)
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    return [round(i * step, 12) + 0.0 for i in range(first, last + 1)]


def tick_places(ticks: Sequence[float]) -> int:
    """How many decimals tell the ticks apart."""
    step = min((b - a for a, b in zip(ticks, ticks[1:], strict=False)), default=1.0)
    return max(0, -math.floor(math.log10(step) + 1e-9))


@dataclass(frozen=True)
class Scale:
    """Maps a value between low and high to a place between left and right; what lies outside is drawn at the edge."""

    low: float
    high: float
    left: float
    right: float

    def at(self, value: float) -> float:
        inside = min(max(value, self.low), self.high)
        return self.left + (self.right - self.left) * (inside - self.low) / (self.high - self.low)
