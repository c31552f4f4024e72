"""With whom a partnership is compared, and where the middle half of them lies."""

from fractions import Fraction as F

import pytest
from hypothesis import given
from hypothesis import strategies as st

from selfassessment.rules.quartiles import NONE, Comparison, Group, Peer, Quartiles, compare, quartiles

scores = st.builds(F, st.integers(1, 24), st.integers(1, 6))
kinds = st.sampled_from([("district", "two"), ("county", "two"), ("unitary", "single"), ("metropolitan", "single")])
peers = st.builds(
    lambda place, means: Peer(*place, means), kinds, st.dictionaries(st.sampled_from("abc"), scores, min_size=1)
)


def peer(tier, kind="two", **means):
    return Peer(tier, kind, {theme: F(mean) for theme, mean in means.items()})


def several(count, tier, kind="two"):
    return [peer(tier, kind, one=1 + place) for place in range(count)]


@pytest.mark.parametrize(
    ("values", "found"),
    [
        ([1, 2, 3, 4, 5], (2, 3, 4)),
        ([1, 2, 3, 4], (F(7, 4), F(5, 2), F(13, 4))),
        ([F(7, 3), F(7, 3), 2], (F(13, 6), F(7, 3), F(7, 3))),
        ([1, 4], (F(7, 4), F(5, 2), F(13, 4))),
        ([2, 2, 2], (2, 2, 2)),
    ],
    ids=["five", "four", "thirds", "two", "all the same"],
)
def test_quartiles_are_worked_out_exactly_and_include_both_ends(values, found):
    assert quartiles([F(value) for value in values]) == Quartiles(*map(F, found))


@pytest.mark.parametrize(
    ("others", "group", "size"),
    [
        (several(5, "district"), Group.TIER, 5),
        (several(4, "district") + several(1, "county"), Group.KIND, 5),
        (several(4, "district") + several(1, "unitary", "single"), Group.ALL, 5),
        (several(4, "district"), None, 0),
        (several(4, "district") + several(7, "unitary", "single"), Group.ALL, 11),
        ([], None, 0),
    ],
    ids=["its tier", "two tiers", "everybody", "too few", "single tiers are not its kind", "nobody"],
)
def test_the_group_is_the_narrowest_that_is_large_enough(others, group, size):
    found = compare("district", "two", others, 5)

    assert (found.group, found.size) == (group, size)


def test_a_theme_that_too_few_of_the_group_have_has_no_band():
    others = [*several(4, "district"), peer("district", one=5, two=1), *(peer("district", two=2) for _ in range(3))]

    found = compare("district", "two", others, 5)

    assert found == Comparison(Group.TIER, 8, {"one": Quartiles(F(2), F(3), F(4))})


@pytest.mark.parametrize("smallest", [0, 1, 2])
def test_one_alone_is_compared_with_nobody(smallest):
    assert compare("district", "two", several(1, "district"), smallest) == NONE
    assert compare("district", "two", several(2, "district"), smallest).size == 2


@given(st.lists(scores, min_size=2))
def test_the_middle_half_lies_within_the_values(values):
    found = quartiles(values)

    assert min(values) <= found.low <= found.middle <= found.high <= max(values)
    assert sum(value <= found.middle for value in values) * 2 >= len(values)
    assert sum(value >= found.middle for value in values) * 2 >= len(values)


@given(st.lists(scores, min_size=2), st.randoms(use_true_random=False))
def test_the_order_of_partnerships_does_not_matter(values, shuffler):
    shuffled = list(values)
    shuffler.shuffle(shuffled)

    assert quartiles(shuffled) == quartiles(values)


@given(kinds, st.lists(peers, max_size=12), st.integers(1, 8))
def test_no_band_rests_on_fewer_than_the_limit(place, others, smallest):
    found = compare(*place, others, smallest)

    members = [each for each in others if found.group and each.belongs(found.group, *place)]
    assert found.size == len(members)
    assert found == NONE or found.size >= smallest
    for theme in found.bands:
        assert sum(theme in each.means for each in members) >= smallest


@given(kinds, st.lists(peers, max_size=12), st.integers(1, 8))
def test_all_of_one_tier_see_the_same(place, others, smallest):
    same = [each for each in others if each.tier == place[0]]

    assert len({repr(compare(each.tier, each.kind, others, smallest)) for each in same}) <= 1
