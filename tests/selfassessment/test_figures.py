"""How scores are written: two places, and never on the wrong side of a limit."""

from decimal import ROUND_HALF_UP, Decimal, localcontext
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from selfassessment.rules.figures import as_limit, as_score, limits_of, rounded
from selfassessment.rules.framework import Scoring
from selfassessment.rules.reading import read_framework
from tests.factories.frameworks import SMALL
from tests.selfassessment.files import given_framework

LIMITS = limits_of(given_framework("delivery-competencies").scoring)


def test_every_limit_of_a_framework_is_found() -> None:
    when = "{all: [{overall_below: 1.5}, {any: [{themes_below: {value: 1.25, at_least: 1}}]}]}"
    scoring: Scoring = read_framework(SMALL.replace("{overall_below: 2.0}", when)).scoring

    assert [as_limit(limit) for limit in limits_of(scoring)] == ["1.25", "1.5", "2.0", "2.5"]
    assert [as_limit(limit) for limit in LIMITS] == ["2.0", "2.5", "2.7", "3.3"]


@pytest.mark.parametrize(
    ("score", "written"),
    [("2", "2.00"), ("1.995", "1.995"), ("2.695", "2.695"), ("2.7", "2.70"), ("3.29999", "3.29999"), ("10/3", "3.33")],
)
def test_a_score_below_a_limit_is_written_below_it(score: str, written: str) -> None:
    assert as_score(Fraction(score), LIMITS) == written


@given(st.fractions(1, 4, max_denominator=1000))
def test_what_is_written_lies_on_the_same_side_of_each_limit(score: Fraction) -> None:
    written = Fraction(as_score(score, LIMITS))

    assert [score < limit for limit in LIMITS] == [written < limit for limit in LIMITS]
    assert abs(written - score) <= Fraction(1, 200)


@given(st.fractions(-4, 4, max_denominator=1000), st.integers(0, 9))
def test_half_a_unit_goes_up_as_decimals_have_it(score: Fraction, places: int) -> None:
    with localcontext(prec=50):
        exact = Decimal(score.numerator) / Decimal(score.denominator)
        expected = exact.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)

    assert rounded(score, places) == f"{expected + 0:f}"
