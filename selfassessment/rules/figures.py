"""How a score is written: rounded for people, and never so that it seems to lie on the other side of a limit."""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from selfassessment.rules.conditions import AllOf, AnyOf, Condition, OverallBelow, ThemesBelow
from selfassessment.rules.framework import Scoring

PLACES, MOST_PLACES = 2, 9
Ratio = tuple[int, int]  # so many, and how many of them are one


def as_score(value: Fraction, limits: Sequence[Fraction] = ()) -> str:
    """Two decimal places, or as many more as it takes: 1.995 is not written 2.00 where 2.0 is a limit."""
    return as_score_of(*value.as_integer_ratio(), [limit.as_integer_ratio() for limit in limits])


def as_score_of(number: int, parts: int, limits: Sequence[Ratio]) -> str:
    """The same of a number of parts, `parts` of which are one; limits likewise. For pages that write hundreds."""
    for places in range(PLACES, MOST_PLACES):
        unit = 10**places
        units = nearest(number, parts, unit)
        if lie_alike(number, parts, units, unit, limits):
            break
    return in_places(units, places)


def lie_alike(number: int, parts: int, units: int, unit: int, limits: Sequence[Ratio]) -> bool:
    """Whether so many units are below just those limits that a number of parts is below."""
    below = [number * of < at * parts for at, of in limits]
    return below == [units * of < at * unit for at, of in limits]


def rounded(value: Fraction, places: int) -> str:
    """To so many places; half a unit goes up."""
    return in_places(in_units(value, places), places)


def in_units(value: Fraction, places: int) -> int:
    """How many hundredths it is, of two places; half a one goes up, away from nought."""
    return nearest(*value.as_integer_ratio(), int(10**places))


def nearest(number: int, parts: int, unit: int) -> int:
    """How many hundredths a number of parts is, where `unit` is 100, rounded in the same way."""
    units = (2 * abs(number) * unit + parts) // (2 * parts)
    return units if number >= 0 else -units


def in_places(units: int, places: int) -> str:
    """So many hundredths as figures with two places, and others likewise."""
    whole, rest = divmod(abs(units), 10**places)
    return f"{'-' if units < 0 else ''}{whole}{f'.{rest:0{places}}' if places else ''}"


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
