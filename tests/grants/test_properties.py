"""What is true of the grant in every region under every setting."""

import random
from dataclasses import replace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from grants.rules.determination import determine
from grants.rules.facts import Missing, PartnershipFacts, Tier
from grants.rules.localities import county_decisions
from grants.rules.positions import Payment, Status
from grants.rules.settings import Settings
from tests.grants.by_hand import reckon
from tests.grants.regions import DONE, EVERY_SETTING, any_settings, county, regions, single

Region = list[PartnershipFacts]
# Each kind of thing happens here: a failed county, a tie, absent districts and counties, a single tier without.
MIXED = [
    *county("failing", 5, 2),
    *county("tied", 4, 2),
    *county("passing", 3, 2),
    *county("whole", 2, 2),
    county("absent", 2, 2)[-1].but(is_submitted=False),
    *county("absent", 2, 2)[:-1],
    single("with", population=321),
    single("without", is_submitted=False),
]


def told(partnerships: Region, settings: Settings) -> tuple[dict[str, tuple[str, str, int, int]], int]:
    """What the rule says, in the words of the reckoning by hand."""
    determination = determine(partnerships, settings)
    results = {
        code: (str(one.position.status), str(one.position.payment), one.redistribution_pence, one.final_pence)
        for code, one in determination.by_code.items()
    }
    return results, determination.undistributed_pence


@pytest.mark.parametrize("settings", EVERY_SETTING, ids=lambda s: "-".join(str(v) for v in vars_of(s)))
def test_under_every_setting_the_rule_agrees_with_a_reckoning_by_hand(settings: Settings) -> None:
    assert told(MIXED, settings) == reckon(MIXED, settings)


def vars_of(settings: Settings) -> list[object]:
    return [getattr(settings, name) for name in settings.__slots__]


@given(regions(), any_settings)
def test_in_any_region_the_rule_agrees_with_a_reckoning_by_hand(region: Region, settings: Settings) -> None:
    assert told(region, settings) == reckon(region, settings)


@given(regions(), any_settings)
def test_no_penny_is_lost_and_none_is_negative(region: Region, settings: Settings) -> None:
    determination = determine(region, settings)
    results = list(determination)
    pence = [sum_ for one in results for sum_ in (one.redistribution_pence, one.final_pence)]
    assert all(type(amount) is int and amount >= 0 for amount in pence)
    assert sum(one.final_pence for one in results) + determination.undistributed_pence == determination.offered_pence
    assert determination.awarded_pence == sum(one.final_pence for one in results)
    assert len(results) == len(region)


@given(regions(), any_settings)
def test_every_offer_is_kept_withdrawn_or_withheld(region: Region, settings: Settings) -> None:
    determination = determine(region, settings)
    assert sum(determination.pence_in(status) for status in Status) == sum(p.offer_pence for p in region)


@given(regions(), any_settings, st.randoms(use_true_random=False))
def test_the_order_of_the_input_makes_no_difference(region: Region, settings: Settings, chance: random.Random) -> None:
    shuffled = region.copy()
    chance.shuffle(shuffled)
    one, other = determine(region, settings), determine(shuffled, settings)
    assert one.by_code == other.by_code
    assert one.counties == other.counties
    assert one.undistributed_pence == other.undistributed_pence


@given(regions(), any_settings, st.data())
def test_a_further_shared_project_never_turns_pass_to_fail(
    region: Region, settings: Settings, data: st.DataObject
) -> None:
    idle = [p for p in region if p.tier is Tier.DISTRICT and not (p.has_project and p.is_shared)]
    assume(idle)
    joining = data.draw(st.sampled_from(idle))
    with_it = [replace_facts(p) if p is joining else p for p in region]
    before, after = county_decisions(region, settings), county_decisions(with_it, settings)
    assert all(after[name].met for name, decision in before.items() if decision.met)
    assert after[joining.locality].qualifying >= before[joining.locality].qualifying
    assert after[joining.locality].more_needed <= before[joining.locality].more_needed


def replace_facts(partnership: PartnershipFacts) -> PartnershipFacts:
    return partnership.but(**DONE)


@given(regions(), any_settings)
def test_failed_localities_never_feed_each_other(region: Region, settings: Settings) -> None:
    determination = determine(region, settings)
    failed = {name for name, decision in determination.counties.items() if not decision.met}
    lost = [one for one in determination if one.partnership.locality in failed]
    assert all((one.redistribution_pence, one.final_pence) == (0, 0) for one in lost)
    assert all(one.position.status is Status.WITHDRAWN for one in lost)


@given(regions(), any_settings)
def test_those_who_weigh_alike_differ_by_a_penny_at_most(region: Region, settings: Settings) -> None:
    equal = replace(settings, share_basis="equal")
    shares = [one.redistribution_pence for one in determine(region, equal) if one.position.receives]
    assert max(shares, default=0) - min(shares, default=0) <= 1


@given(regions(), any_settings)
def test_what_is_at_stake_is_what_the_locality_would_lose(region: Region, settings: Settings) -> None:
    determination = determine(region, settings)
    for name, decision in determination.counties.items():
        members = [p for p in region if p.locality == name]
        assert decision.stake_pence == sum(p.offer_pence for p in members)
        assert decision.met == (decision.more_needed == 0)
        assert decision.met or decision.to_spare == 0


@given(regions(), any_settings)
def test_payment_is_released_only_to_those_who_keep_their_offer_and_have_a_project(
    region: Region, settings: Settings
) -> None:
    for one in determine(region, settings):
        is_released = one.position.payment is Payment.RELEASE
        assert is_released == (one.position.status is Status.KEPT and one.partnership.has_project)


@given(regions())
def test_a_project_is_there_when_nothing_but_sharing_is_missing(region: Region) -> None:
    for one in region:
        assert one.has_project == (not set(one.missing) - {Missing.SHARING})
        assert one.stage == one.has_project * (1 + one.is_shared)
