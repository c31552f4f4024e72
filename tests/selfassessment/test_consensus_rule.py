"""What partners' scores come to: spread, median, and when an agreed answer needs a reason."""

from fractions import Fraction
from statistics import median

import pytest
from hypothesis import given
from hypothesis import strategies as st

from selfassessment.rules.consensus import Spread, needs_reason, spread_of, stands_at, widest_first
from selfassessment.rules.scoring import Answer

said = st.lists(st.sampled_from([1, 2, 3, 4, "na", None]), max_size=12)
agreed = st.sampled_from([1, 2, 3, 4, "na", None])

# What partners say; how far apart; the median; and which of 1 to 4 and "na" can be agreed without a reason.
CASES: list[tuple[str, list[Answer], int, str | None, list[Answer]]] = [
    ("nobody", [], 0, None, [1, 2, 3, 4, "na"]),
    ("nobody-answered", [None, None], 0, None, [1, 2, 3, 4, "na"]),
    ("one", [3], 0, "3", [3]),
    ("two-the-same", [2, 2], 0, "2", [2]),
    ("odd", [1, 3, 4], 3, "3", [3]),
    ("even-on-one-score", [1, 3, 3, 4], 3, "3", [3]),
    ("even-between-two", [1, 2, 3, 4], 3, "5/2", [2, 3]),
    ("even-far-apart", [1, 1, 4, 4], 3, "5/2", [1, 2, 3, 4]),
    ("even-with-one-between", [2, 4], 2, "3", [2, 3, 4]),
    ("out-of-order", [4, 1, 2], 3, "2", [2]),
    ("one-does-not-apply", [3, 3, "na"], 0, "3", [3]),
    ("half-do-not-apply", [3, "na"], 0, "3", [3, "na"]),
    ("nobody-scores", ["na", "na"], 0, None, ["na"]),
]


@pytest.mark.parametrize(("answers", "distance", "middle", "free"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_spread_median_and_what_agrees_by_cases(
    answers: list[Answer], distance: int, middle: str | None, free: list[Answer]
) -> None:
    spread = spread_of(answers)

    assert spread.distance == distance
    assert spread.median == (None if middle is None else Fraction(middle))
    assert [each for each in (1, 2, 3, 4, "na") if not spread.differs(each)] == free


@given(said)
def test_the_median_is_that_of_the_statistician_and_lies_within_the_spread(answers: list[Answer]) -> None:
    scores = [each for each in answers if isinstance(each, int)]
    spread = spread_of(answers)

    assert spread.median == (Fraction(median(map(Fraction, scores))) if scores else None)
    assert (spread.said, spread.distance) == (
        len([each for each in answers if each is not None]),
        max(scores, default=0) - min(scores, default=0),
    )


@given(said, st.randoms(use_true_random=False))
def test_the_order_of_the_partners_makes_no_difference(answers: list[Answer], chance: object) -> None:
    turned = list(answers)
    chance.shuffle(turned)  # type: ignore[attr-defined]

    assert spread_of(turned) == spread_of(answers)


@given(said)
def test_some_score_can_always_be_agreed_without_a_reason_where_anybody_scored(answers: list[Answer]) -> None:
    spread = spread_of(answers)
    free = [score for score in (1, 2, 3, 4) if not spread.differs(score)]

    assert bool(free) == (bool(spread.scores) or not spread.said)
    assert all(spread.median is None or abs(score - spread.median) <= spread.distance / 2 for score in free)


@given(said, agreed)
def test_a_reason_or_no_answer_is_enough(answers: list[Answer], answer: Answer) -> None:
    spread = spread_of(answers)

    assert not needs_reason(spread, answer, "Police numbers came later")
    assert not needs_reason(spread, None, "")
    assert needs_reason(spread, answer, " \n") == spread.differs(answer)


def test_the_widest_comes_first_ties_stay_in_order_and_what_nobody_answered_is_last() -> None:
    spreads = {
        "same": spread_of([2, 2]),
        "wide": spread_of([1, 4]),
        "silent": Spread(),
        "wide-too": spread_of([4, 1, 2]),
        "near": spread_of([2, 3]),
        "not-applicable": spread_of(["na"]),
    }
    keys = ["unasked", *spreads]

    assert widest_first(keys, spreads) == ["wide", "wide-too", "near", "same", "not-applicable", "unasked", "silent"]


@given(st.dictionaries(st.text("abc", min_size=1), said))
def test_ordering_loses_nothing_and_each_is_at_most_as_wide_as_the_one_before(answers: dict[str, list[Answer]]) -> None:
    spreads = {key: spread_of(each) for key, each in answers.items()}
    order = widest_first(answers, spreads)
    wide = [(bool(spreads[key].said), spreads[key].distance) for key in order]

    assert sorted(order) == sorted(answers)
    assert wide == sorted(wide, reverse=True)


@pytest.mark.parametrize(
    ("answers", "answer", "at"),
    [([1, 2], None, "3/2"), ([1, 2], 4, "4"), ([1, 2], "na", None), ([], None, None)],
    ids=["median", "agreed", "not-applicable", "nothing"],
)
def test_a_statement_is_at_what_is_agreed_else_at_the_median(
    answers: list[Answer], answer: Answer, at: str | None
) -> None:
    assert stands_at(spread_of(answers), answer) == (None if at is None else Fraction(at))
