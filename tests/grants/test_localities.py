"""The county condition: how many are needed, who counts, and why it holds or not."""

import pytest

from grants.rules.facts import PartnershipFacts, Tier
from grants.rules.localities import CountyDecision, WhyCounty, county_decisions, needed
from grants.rules.settings import Majority, Settings
from tests.grants.regions import county, partnership, single

HALF = Settings(majority=Majority.AT_LEAST_HALF)


def county_decision(locality: str, members: list[PartnershipFacts], settings: Settings) -> CountyDecision:
    return county_decisions(members, settings)[locality]


@pytest.mark.parametrize(
    ("counted", "more_than_half", "at_least_half"),
    [(1, 1, 1), (2, 2, 1), (3, 2, 2), (4, 3, 2), (5, 3, 3), (8, 5, 4), (101, 51, 51)],
)
def test_how_many_are_needed(counted: int, more_than_half: int, at_least_half: int) -> None:
    assert needed(counted, Majority.STRICT) == more_than_half
    assert needed(counted, Majority.AT_LEAST_HALF) == at_least_half


@pytest.mark.parametrize("majority", Majority)
def test_a_county_without_districts_has_no_majority(majority: Majority) -> None:
    decision = county_decision("Upper", county("Upper", 0, 0), Settings(majority=majority))
    assert (decision.counted, decision.needed, decision.met) == (0, 1, False)


def test_exactly_half_of_the_districts_is_not_a_majority() -> None:
    decision = county_decision("Upper", county("Upper", 8, 4), Settings())
    assert (decision.districts, decision.counted, decision.qualifying, decision.needed) == (8, 8, 4, 5)
    assert (decision.met, decision.more_needed, decision.to_spare) == (False, 1, 0)
    assert decision.stake_pence == 9 * 630_000
    assert decision.reason is WhyCounty.HALF_IS_NOT_ENOUGH


def test_exactly_half_is_enough_where_the_year_says_so() -> None:
    decision = county_decision("Upper", county("Upper", 8, 4), HALF)
    assert (decision.needed, decision.met, decision.reason) == (4, True, WhyCounty.HALF_IS_ENOUGH)


@pytest.mark.parametrize(
    ("with_project", "reason", "more_needed", "to_spare"),
    [
        (0, WhyCounty.NOBODY_YET, 3, 0),
        (1, WhyCounty.LESS_THAN_HALF, 2, 0),
        (2, WhyCounty.LESS_THAN_HALF, 1, 0),
        (3, WhyCounty.MORE_THAN_HALF, 0, 0),
        (5, WhyCounty.MORE_THAN_HALF, 0, 2),
    ],
)
def test_a_decision_says_why(with_project: int, reason: WhyCounty, more_needed: int, to_spare: int) -> None:
    decision = county_decision("Upper", county("Upper", 5, with_project), Settings())
    assert (decision.reason, decision.more_needed, decision.to_spare) == (reason, more_needed, to_spare)


def test_the_countys_own_project_counts_only_where_the_year_says_so() -> None:
    members = county("Upper", 4, 2)
    assert not county_decision("Upper", members, Settings()).met
    decision = county_decision("Upper", members, Settings(county_counts=True))
    assert (decision.districts, decision.counted, decision.qualifying, decision.needed) == (4, 5, 3, 3)
    assert decision.met


def test_a_county_that_counts_and_has_nothing_makes_it_harder() -> None:
    *districts, upper = county("Upper", 3, 2)
    members = [*districts, upper.but(is_submitted=False)]
    assert county_decision("Upper", members, Settings()).met
    assert not county_decision("Upper", members, Settings(county_counts=True)).met


@pytest.mark.parametrize("step", ["has_basis", "has_champion", "is_endorsed", "is_submitted"])
@pytest.mark.parametrize("require_shared", [True, False])
def test_a_project_that_lacks_anything_does_not_count(step: str, require_shared: bool) -> None:
    members = county("Upper", 1, 1, **{step: False}) if step != "is_submitted" else county("Upper", 1, 0)
    assert county_decision("Upper", members, Settings(require_shared=require_shared)).qualifying == 0


@pytest.mark.parametrize(("require_shared", "qualifying"), [(True, 0), (False, 3)])
def test_a_project_must_be_shared_unless_the_year_does_not_ask(require_shared: bool, qualifying: int) -> None:
    members = county("Upper", 3, 3, is_shared=False)
    assert county_decision("Upper", members, Settings(require_shared=require_shared)).qualifying == qualifying


def test_localities_are_judged_each_for_itself_and_single_tiers_not_at_all() -> None:
    region = [single("a"), *county("Upper", 3, 1), *county("Lower", 3, 3), partnership("x", Tier.METROPOLITAN)]
    decisions = county_decisions(region, Settings())
    assert {name: decision.met for name, decision in decisions.items()} == {"Upper": False, "Lower": True}
