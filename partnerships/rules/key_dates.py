"""Whether the dates of a year make sense together."""

from collections.abc import Mapping
from datetime import date
from itertools import pairwise

# Codes of the key dates, in the order of the year; the final report and the follow-up survey may come in either order.
STAGES = (
    *(("enrolment",), ("baseline",), ("assessment",), ("submission",), ("determination",)),
    *(("midyear_report",), ("final_report", "follow_up"), ("evaluation",)),
)
ORDER = tuple(kind for stage in STAGES for kind in stage)
# Of these the second looks back on the first: grants are decided on what was submitted, a follow-up is compared with
# its baseline, the last report goes on from the one before, and the evaluation reports what the follow-up found.
NEVER_BEFORE = (
    *(("submission", "determination"), ("baseline", "follow_up")),
    *(("midyear_report", "final_report"), ("follow_up", "evaluation")),
)
Pair = tuple[str, str]


def impossible(dates: Mapping[str, date]) -> tuple[Pair, ...]:
    """Pairs of which the second comes before the first, on which it rests; the same day is possible."""
    return tuple((one, other) for one, other in NEVER_BEFORE if _is_backwards(dates, one, other))


def unusual(dates: Mapping[str, date]) -> tuple[Pair, ...]:
    """Neighbours of which the one that mostly comes first comes later; without those that are impossible."""
    given = [[kind for kind in stage if kind in dates] for stage in STAGES]
    pairs = [(one, other) for stage, after in pairwise(filter(None, given)) for one in stage for other in after]
    return tuple(
        (one, other) for one, other in pairs if (one, other) not in NEVER_BEFORE and _is_backwards(dates, one, other)
    )


def _is_backwards(dates: Mapping[str, date], one: str, other: str) -> bool:
    return one in dates and other in dates and dates[one] > dates[other]


def outside(dates: Mapping[str, date], starts: date, ends: date) -> tuple[str, ...]:
    """Those before the year's first day or after its last, in the order of the year."""
    return tuple(kind for kind in ORDER if kind in dates and not starts <= dates[kind] <= ends)
