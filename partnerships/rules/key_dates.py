"""Whether the dates of a year make sense together."""

from collections.abc import Mapping
from datetime import date
from itertools import pairwise

# Codes of the key dates, in the order of the year.
ORDER = (
    *("enrolment", "baseline", "assessment", "submission", "determination"),
    *("midyear_report", "final_report", "follow_up", "evaluation"),
)
EITHER_WAY = {"final_report", "follow_up"}


def out_of_order(dates: Mapping[str, date]) -> tuple[tuple[str, str], ...]:
    """Neighbours of which the one that should come first comes later; the same day is in order.

    The final report and the follow-up survey may come in either order.
    """
    given = [kind for kind in ORDER if kind in dates]
    return tuple(
        (first, second)
        for first, second in pairwise(given)
        if dates[first] > dates[second] and {first, second} != EITHER_WAY
    )


def outside(dates: Mapping[str, date], starts: date, ends: date) -> tuple[str, ...]:
    """Those before the year's first day or after its last, in the order of the year."""
    return tuple(kind for kind in ORDER if kind in dates and not starts <= dates[kind] <= ends)
