"""Sums of scores are kept in whole numbers, and are those that fractions would give."""

from fractions import Fraction
from functools import reduce
from operator import add

from hypothesis import given
from hypothesis import strategies as st

from selfassessment.rules.needs import NOTHING, Row, Sum, heat_of

# So many partnerships, what their scores add up to, and how many statements each of them answered.
added_up = st.builds(Sum, st.integers(1, 9), st.integers(1, 400), st.integers(1, 200))


@given(st.lists(added_up, min_size=1, max_size=8))
def test_sums_of_whatever_parts_are_exact(sums: list[Sum]) -> None:
    number, total = sum(each.number for each in sums), sum(Fraction(each.parts, each.one) for each in sums)

    by_twos = reduce(add, sums, NOTHING)
    at_once = heat_of([Row(str(at), {"one": each}) for at, each in enumerate(sums)]).region.of("one")

    assert (by_twos.number, by_twos.total, by_twos.mean) == (number, total, total / number)
    assert (at_once.number, at_once.total, at_once.mean) == (number, total, total / number)


def test_nobody_has_no_mean() -> None:
    assert (NOTHING.total, NOTHING.mean, heat_of([]).region.of("one").mean) == (0, None, None)
