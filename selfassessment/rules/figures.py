"""How a score is written: rounded for people, and never so that it seems to lie on the other side of a limit."""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from selfassessment.rules.conditions import AllOf, AnyOf, Condition, OverallBelow, ThemesBelow
from selfassessment.rules.framework import Scoring

PLACES, MOST_PLACES = 2, 9


def as_score(value: Fraction, limits: Sequence[Fraction] = ()) -> str:
    """Two decimal places, or as many more as it takes: 1.995 is not written 2.00 where 2.0 is a limit."""
    for places in range(PLACES, MOST_PLACES):
        units, unit = in_units(value, places), 10**places
        if all(is_below(value, 1, limit) == is_below(units, unit, limit) for limit in limits):
            break
    return in_places(units, places)


def is_below(number: Fraction | int, parts: int, limit: Fraction) -> bool:
    """Whether so many parts of one are less than a limit: in whole numbers, as a page asks it some thousand times."""
    return number.numerator * limit.denominator < limit.numerator * number.denominator * parts


def rounded(value: Fraction, places: int) -> str:
    """To so many places; half a unit goes up."""
    return in_places(in_units(value, places), places)


def in_units(value: Fraction, places: int) -> int:
    """How many hundredths it is, of two places; half a one goes up, away from nought."""
    parts, unit = value.denominator, int(10**places)
    units = (2 * abs(value.numerator) * unit + parts) // (2 * parts)
    return units if value >= 0 else -units


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
