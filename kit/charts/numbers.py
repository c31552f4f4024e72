"""Numbers as people read them, and the gaps where there is none."""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

Number = int | float | Decimal


@dataclass(frozen=True)
class Gap:
    """No number, and why: the word in full ("Fewer than 5 answered"), and a short one for a small cell ("<5")."""

    word: str
    short: str = "–"


Value = Number | Gap | None


@dataclass(frozen=True)
class NumberStyle:
    """How numbers are written. `places` of decimals; with `bare_whole` a whole number is written without them."""

    prefix: str = ""
    suffix: str = ""
    places: int = 0
    bare_whole: bool = False
    signed: bool = False
    group: str = ","
    point: str = "."

    def write(self, value: Number) -> str:
        """The number in words for people: half rounds away from zero, the minus is a minus, nought has no sign."""
        exact = value if isinstance(value, Decimal) else Decimal(str(value))
        places = 0 if self.bare_whole and exact == exact.to_integral_value() else self.places
        rounded = exact.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
        digits = f"{abs(rounded):,.{places}f}".replace(",", "\0").replace(".", self.point).replace("\0", self.group)
        sign = "−" if rounded < 0 else "+" if self.signed and rounded > 0 else ""
        return f"{sign}{self.prefix}{digits}{self.suffix}"


WHOLE = NumberStyle()
SCORE = NumberStyle(places=2)
CHANGE = NumberStyle(places=2, signed=True)
POUNDS = NumberStyle(prefix="£", places=2, bare_whole=True)
PENCE = NumberStyle(prefix="£", places=2)


def number(value: Value) -> float | None:
    """The value as a float to draw with (magnitudes under 1e15), or None where there is a gap, a NaN or an infinity."""
    if value is None or isinstance(value, Gap) or not math.isfinite(value):
        return None
    return float(value)


def numbers(values: Iterable[Value]) -> list[float]:
    """The numbers among the values."""
    return [found for value in values if (found := number(value)) is not None]


def said(value: Value, style: NumberStyle, missing: str) -> str:
    """The value for a table cell: the number, the gap's own word, or the word for a missing one."""
    if isinstance(value, Gap):
        return value.word
    return missing if value is None or number(value) is None else style.write(value)


def shares(counts: tuple[int, ...]) -> tuple[int, ...]:
    """Whole percentages that add up to 100 (largest remainder, ties to the earlier); noughts when nobody is counted."""
    total = sum(counts)
    if total == 0:
        return tuple(0 for _ in counts)
    exact = [Fraction(100 * count, total) for count in counts]
    floors = [int(part) for part in exact]
    order = sorted(range(len(counts)), key=lambda i: (floors[i] - exact[i], i))
    for i in order[: 100 - sum(floors)]:
        floors[i] += 1
    return tuple(floors)
