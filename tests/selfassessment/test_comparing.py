"""Which completions a partnership is compared with: those that stand, of its year, on the same version."""

from fractions import Fraction

import pytest

from partnerships.models import Terms
from selfassessment.rules.quartiles import NONE, Group, Quartiles
from selfassessment.selectors.quartiles import comparison_for
from selfassessment.services.reopening import reopen_assessment
from tests.factories.assessments import COMPLETED, make_completion
from tests.factories.frameworks import choose, give_framework

pytestmark = pytest.mark.django_db


def complete(partnerships, scores):
    """Each with a score for both statements; their completions in turn."""
    pairs = zip(partnerships, scores, strict=True)
    return [make_completion(each, {"one.first": score, "one.second": score}) for each, score in pairs]


def test_the_own_tier_is_the_group_where_it_is_large_enough(world):
    own = complete([*world.here.districts, *world.here.other_districts], (1, 1, 2, 3, 3))[0]
    complete([world.here.county], [3])

    found = comparison_for(own)

    assert (found.group, found.size) == (Group.TIER, 5)
    assert found.bands == {"one": Quartiles(Fraction(1), Fraction(2), Fraction(3))}


def test_a_county_is_compared_with_all_of_two_tiers(world):
    complete(world.here.districts, (1, 1, 2))
    county = complete([world.here.county, world.here.other_county], (3, 3))[0]

    assert (comparison_for(county).group, comparison_for(county).size) == (Group.KIND, 5)


def test_the_limit_is_the_one_of_the_terms_in_force(world):
    own = complete(world.here.districts, (1, 1, 2))[0]
    before = comparison_for(own)

    facts = {"programme": world.here.programme, "number": 1, "made_at": COMPLETED, "smallest_group": 3}
    Terms.objects.create(**facts, fixed_at=COMPLETED)

    assert (before, comparison_for(own).group) == (NONE, Group.TIER)


def test_what_was_opened_again_is_on_another_version_or_of_another_year_does_not_count(world):
    own, *others = complete([*world.here.districts, *world.here.other_districts], (1, 1, 2, 3, 3))
    complete(world.there.districts, (1, 1, 1))
    choose(world.here.programme, give_framework(number=2))
    complete([world.here.county], [3])

    reopen_assessment(completion=others[-1], reason="Wrong", by=world.people["manager"], at=COMPLETED)

    assert comparison_for(own) == NONE
