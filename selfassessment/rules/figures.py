"""How a score is written: rounded for people, and never so that it seems to lie on the other side of a limit."""

from collections.abc import Iterator, Sequence
from decimal import ROUND_HALF_UP, Decimal, localcontext
from fractions import Fraction

from selfassessment.rules.conditions import AllOf, AnyOf, Condition, OverallBelow, ThemesBelow
from selfassessment.rules.framework import Scoring

PLACES, MOST_PLACES = 2, 9


def as_score(value: Fraction, limits: Sequence[Fraction] = ()) -> str:
    """Two decimal places, or as many more as it takes: 1.995 is not written 2.00 where 2.0 is a limit."""
    for places in range(PLACES, MOST_PLACES):
        written = rounded(value, places)
        if all((value < limit) == (Fraction(written) < limit) for limit in limits):
            break
    return written


def rounded(value: Fraction, places: int) -> str:
    """To so many places; half a unit goes up."""
    with localcontext(prec=50):
        exact = Decimal(value.numerator) / Decimal(value.denominator)
        return f"{exact.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP):f}"


def as_limit(value: Fraction) -> str:
    """A limit as a file writes it: with all its places, and one at least."""
    written = f"{float(value):.6f}".rstrip("0")
    return f"{written}0" if written.endswith(".") else written


def limits_of(scoring: Scoring) -> tuple[Fraction, ...]:
    """Every score that anything depends on being below."""
    found = {scoring.weak_below, scoring.plan_below}
    for stage in scoring.stages:
        found |= set(limits_in(stage.when)) if stage.when else set()
    return tuple(sorted(found))


def limits_in(condition: Condition) -> Iterator[Fraction]:
    """Those of one condition."""
    match condition:
        case OverallBelow(limit):
            yield limit
        case ThemesBelow(value, _):
            yield value
        case AnyOf(parts) | AllOf(parts):
            for part in parts:
                yield from limits_in(part)
