"""What moved most between two years: those that moved alike are told together."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from selfassessment.rules.moving import Moved, moved_most


@pytest.mark.parametrize(
    ("changes", "up", "down"),
    [
        pytest.param({"lead": "1.25", "learn": "1", "trust": "-0.5"}, "lead", "trust", id="one of each"),
        pytest.param({"lead": "1.25", "trust": "0", "learn": "1.25"}, "lead learn", "", id="two rose alike"),
        pytest.param({"lead": "1", "learn": "-0.5", "trust": "-0.5"}, "lead", "learn trust", id="two fell alike"),
        pytest.param({"lead": "1/3", "learn": "0.33"}, "lead", "", id="a third is more than 0.33"),
        pytest.param({"lead": "-1", "learn": "-2"}, "", "learn", id="all fell"),
        pytest.param({"lead": "0", "learn": "0"}, "", "", id="nothing moved"),
        pytest.param({}, "", "", id="no theme has both years"),
    ],
)
def test_what_moved_most_is_named_with_all_that_moved_as_much(changes, up, down):
    found = moved_most({key: Fraction(change) for key, change in changes.items()})

    assert found == Moved(tuple(up.split()), tuple(down.split()))


@given(st.dictionaries(st.sampled_from("abcdef"), st.integers(-3, 3)))
def test_nobody_moved_further_than_those_who_are_named(changes):
    found = moved_most(changes)

    assert all(changes[key] == max(changes.values()) > 0 for key in found.up)
    assert all(changes[key] == min(changes.values()) < 0 for key in found.down)
    assert bool(found.up) is any(change > 0 for change in changes.values())
    assert bool(found.down) is any(change < 0 for change in changes.values())
