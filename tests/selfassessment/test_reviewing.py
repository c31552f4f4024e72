"""The rules of a joint review: what it lacks, on which days it counts, and what its levels come to."""

from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from selfassessment.rules.answering import Outcome
from selfassessment.rules.reading import read_framework
from selfassessment.rules.reviewing import (
    Days,
    Finding,
    Improvement,
    Lack,
    Meeting,
    days_of,
    lacks_of,
    mark_of,
    outcome_for,
    score_review,
    wrong_day,
)
from selfassessment.rules.scoring import score
from tests.selfassessment.files import given_framework, ruler

STARTS, ENDS, TODAY = date(2026, 4, 1), date(2027, 3, 31), date(2026, 11, 20)
YEAR = Days(STARTS, ENDS, TODAY)
WHOLE = Meeting(date(2026, 10, 1), "Government office", "The board")
NAMED = [Improvement("one", "Do it")]


@pytest.mark.parametrize(
    ("held_on", "wrong"),
    [
        (None, Lack.NO_DAY),
        (date(2026, 3, 31), Lack.TOO_OLD),
        (STARTS, None),
        (TODAY, None),
        (TODAY + timedelta(1), Lack.FUTURE),
    ],
    ids=["no day", "the day before the year", "its first day", "today", "tomorrow"],
)
def test_a_review_is_held_within_the_year_and_not_in_the_future(held_on, wrong):
    assert wrong_day(held_on, YEAR) is wrong


@pytest.mark.parametrize(("held_on", "wrong"), [(ENDS, None), (ENDS + timedelta(1), Lack.TOO_LATE)])
def test_after_the_year_its_last_day_counts_still(held_on, wrong):
    assert wrong_day(held_on, Days(STARTS, ENDS, date(2027, 5, 1))) is wrong


@pytest.mark.parametrize(
    ("is_by_year", "first", "last"),
    [(True, STARTS, ENDS), (False, date(2025, 11, 21), TODAY)],
    ids=["this year", "twelve months"],
)
def test_the_years_rules_say_how_recent_it_must_be(is_by_year, first, last):
    assert days_of(starts=STARTS, ends=ENDS, today=TODAY, is_by_year=is_by_year) == Days(first, last, TODAY)


@pytest.mark.parametrize(
    ("parts", "lacks"),
    [
        ((Meeting(), {}, []), ["no_day", "no_government", "no_partnership", "no_level", "no_improvement"]),
        ((WHOLE, {"one": None}, NAMED), ["no_level"]),
        ((WHOLE, {"one": 1}, []), ["no_improvement"]),
        ((Meeting(TODAY + timedelta(9), "", "The board"), {"one": 1}, NAMED), ["future", "no_government"]),
        ((WHOLE, {"one": None, "two": 3}, [*NAMED, *NAMED]), []),
    ],
    ids=["all of it", "a level", "an improvement", "two of the meeting", "nothing"],
)
def test_what_a_review_lacks_is_told_in_the_order_of_its_parts(parts, lacks):
    assert list(lacks_of(*parts, YEAR)) == lacks


@pytest.mark.parametrize(
    ("levels", "overall", "stage"),
    [
        ([2, None, None, None], Fraction(2), "early-progress"),
        ([1, 1, 1, 4], Fraction(7, 4), "developing"),
        ([4, 4, 4, 1], Fraction(13, 4), "steady-progress"),
        ([4, 4, 4, 3], Fraction(15, 4), "more-effective"),
        ([None, None, None, None], None, None),
    ],
    ids=["one theme", "three weak themes", "one weak theme", "none weak", "nothing looked at"],
)
def test_levels_come_to_a_stage_by_the_frameworks_own_rules(levels, overall, stage):
    framework = read_framework(ruler(dict.fromkeys("abcd", 3), "two-tier-working"))

    scores = score_review(framework, dict(zip("abcd", levels, strict=True)))

    assert (scores.overall, scores.stage.key if scores.stage else None) == (overall, stage)
    assert [theme.shows for theme in scores.themes] == [level is not None for level in levels]


LEVELS = st.lists(st.none() | st.integers(1, 4), min_size=4, max_size=4)


@given(LEVELS)
def test_a_theme_with_a_level_scores_as_one_whose_every_statement_has_it(levels):
    framework = read_framework(ruler(dict.fromkeys("abcd", 1), "two-tier-working"))
    by_theme = dict(zip("abcd", levels, strict=True))

    reviewed = score_review(framework, by_theme)
    assessed = score(framework, {f"{key}.1": level for key, level in by_theme.items()})

    assert (reviewed.overall, reviewed.stage) == (assessed.overall, assessed.stage)


@pytest.mark.parametrize(
    ("given_now", "seen", "stands", "outcome"),
    [
        (Finding(), None, None, Outcome.WRITTEN),
        (Finding(3, "a"), None, Finding(3, "a"), Outcome.SAME),
        (Finding(3, "a"), Finding(), Finding(3, "b"), Outcome.OVERTAKEN),
        (NAMED, (), [], Outcome.WRITTEN),
        (NAMED, [], [*NAMED, *NAMED], Outcome.OVERTAKEN),
        (7, None, 8, Outcome.OVERTAKEN),
        (None, 8, 8, Outcome.WRITTEN),
    ],
    ids=["written", "sent twice", "overtaken", "named", "named by another", "a file of another", "taken off"],
)
def test_nobody_writes_over_what_they_did_not_see(given_now, seen, stands, outcome):
    assert outcome_for(given_now, seen=mark_of(seen), stands=stands) is outcome


def test_every_framework_that_comes_with_the_portal_can_be_reviewed():
    framework = given_framework("key-success-criteria")
    levels = {theme.key: 3 for theme in framework.themes}
    assert score_review(framework, levels).overall == 3
