"""What a joint review says, what it lacks to be completed, and what its levels come to (docs/rules/self_assessment.md).

A level that a review gives a theme counts as that theme's score.
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from partnerships.rules.staleness import months_before
from selfassessment.rules.answering import Outcome
from selfassessment.rules.framework import Framework
from selfassessment.rules.progress import STEP
from selfassessment.rules.scoring import Scores, ThemeScore, scores_of

MOST_IMPROVEMENTS = 2
TWELVE_MONTHS = 12
MEETING_MINUTES, THEME_MINUTES, IMPROVEMENT_MINUTES = 5, 2, 5


@dataclass(frozen=True, slots=True)
class Meeting:
    """When it was held, and who took part for whom."""

    held_on: date | None = None
    for_government: str = ""
    for_partnership: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """What it says of a theme; no level where nobody looked at it."""

    level: int | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class Improvement:
    """A key improvement, of a theme by its key."""

    theme: str
    text: str


# A document is a number; None is no document, and a theme of which nothing is said yet.
Part = Meeting | Finding | Sequence[Improvement] | int | None


def mark_of(part: Part) -> int:
    """A short sign of what a part of a review says; a form carries the mark of what it was opened with."""
    said = [part] if isinstance(part, Meeting | Finding | int) else list(part or [])
    return int(hashlib.sha256(repr(said).encode()).hexdigest()[:8], 16)


def outcome_for(part: Part, *, seen: int, stands: Part) -> Outcome:
    """Who says what stands already changes nothing; whoever did not see what stands does not write over it."""
    if mark_of(part) == mark_of(stands):
        return Outcome.SAME
    return Outcome.WRITTEN if seen == mark_of(stands) else Outcome.OVERTAKEN


def minutes_for_review(themes: int) -> int:
    """About how long it takes to write a review down, with its notes at hand, in steps of five minutes."""
    return -(-(MEETING_MINUTES + themes * THEME_MINUTES + IMPROVEMENT_MINUTES) // STEP) * STEP


class Lack(StrEnum):
    """Why a review cannot be completed yet."""

    NO_DAY = "no_day"
    FUTURE = "future"
    TOO_OLD = "too_old"
    TOO_LATE = "too_late"
    NO_GOVERNMENT = "no_government"
    NO_PARTNERSHIP = "no_partnership"
    NO_LEVEL = "no_level"
    NO_IMPROVEMENT = "no_improvement"


LATER_PARTS = (Lack.NO_LEVEL, Lack.NO_IMPROVEMENT)  # all others are of the meeting


@dataclass(frozen=True, slots=True)
class Days:
    """On which a review may have been held: from the first to the last, both included, and not after today."""

    first: date
    last: date
    today: date

    @property
    def latest(self) -> date:
        """The last that can be said today."""
        return min(self.last, self.today)


def days_of(*, starts: date, ends: date, today: date, is_by_year: bool) -> Days:
    """In the programme year, or in the last twelve months, as the year's rules say how recent a basis must be."""
    if is_by_year:
        return Days(starts, ends, today)
    return Days(months_before(today, TWELVE_MONTHS) + timedelta(days=1), today, today)


def lacks_of(
    meeting: Meeting, levels: Mapping[str, int | None], improvements: Sequence[Improvement], days: Days
) -> tuple[Lack, ...]:
    """All that a review lacks, in the order of its parts."""
    wanted = {
        Lack.NO_GOVERNMENT: meeting.for_government,
        Lack.NO_PARTNERSHIP: meeting.for_partnership,
        Lack.NO_LEVEL: any(level is not None for level in levels.values()),
        Lack.NO_IMPROVEMENT: improvements,
    }
    day = wrong_day(meeting.held_on, days)
    return (*([day] if day else []), *(lack for lack, there in wanted.items() if not there))


def meeting_lacks(meeting: Meeting, days: Days) -> tuple[Lack, ...]:
    """What of this a meeting lacks."""
    return tuple(lack for lack in lacks_of(meeting, {}, (), days) if lack not in LATER_PARTS)


def wrong_day(held_on: date | None, days: Days) -> Lack | None:
    """What is wrong with the day it was held on."""
    if held_on is None:
        return Lack.NO_DAY
    if held_on > days.today:
        return Lack.FUTURE
    if held_on < days.first:
        return Lack.TOO_OLD
    return Lack.TOO_LATE if held_on > days.last else None


def score_review(framework: Framework, levels: Mapping[str, int | None]) -> Scores:
    """The themes with their levels, the mean of these, and the stage by the framework's own rules."""
    return scores_of(framework, [score_of_theme(theme.key, levels.get(theme.key)) for theme in framework.themes])


def score_of_theme(key: str, level: int | None) -> ThemeScore:
    """As if the theme were one statement: answered with its level, or not."""
    return ThemeScore(key, level or 0, int(level is not None), 1, level is not None)
