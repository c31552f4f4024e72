"""What becomes of each offer, and why, in regions that are easily reckoned."""

import pytest

from grants.rules.determination import Outcome, determine
from grants.rules.facts import PartnershipFacts
from grants.rules.positions import Payment, Status, WhyPosition, WhyShare
from grants.rules.settings import (
    DistrictNonsubmission,
    Recipients,
    Settings,
    ShareBasis,
    SingleTierNonsubmission,
)
from tests.grants.regions import amounts, county, single

KEPT, WITHDRAWN, WITHHELD = Status
RELEASE, HOLD, NONE = Payment
IDLE = single("idle", is_submitted=False)


def outcome(code: str, region: list[PartnershipFacts], settings: Settings) -> tuple[Outcome, WhyShare]:
    """One partnership's result, and why it receives or not."""
    determination = determine(region, settings)
    found = determination.by_code[code]
    return found, determination.why_share(found)


@pytest.mark.parametrize(
    ("rule", "status", "payment", "reason", "undistributed"),
    [
        ("withhold_unallocated", WITHHELD, NONE, WhyPosition.SINGLE_TIER_WITHHELD, 1_960_000),
        ("withhold_and_pool", WITHHELD, NONE, WhyPosition.SINGLE_TIER_POOLED, 0),
        ("keep", KEPT, HOLD, WhyPosition.SINGLE_TIER_HELD, 0),
    ],
)
def test_a_single_tier_without_a_project(
    rule: str, status: Status, payment: Payment, reason: WhyPosition, undistributed: int
) -> None:
    settings = Settings(single_tier_nonsubmission=SingleTierNonsubmission(rule))
    found, _ = outcome(IDLE.code, [IDLE, single("other")], settings)
    assert (found.position.status, found.position.payment, found.position.reason) == (status, payment, reason)
    assert determine([IDLE, single("other")], settings).undistributed_pence == undistributed


@pytest.mark.parametrize("number", [2, 3])  # the third of three districts, and the county
@pytest.mark.parametrize(
    ("rule", "status", "payment", "reason"),
    [
        ("keep_if_majority", KEPT, HOLD, WhyPosition.CONDITION_MET_HELD),
        ("withhold_and_pool", WITHHELD, NONE, WhyPosition.CONDITION_MET_POOLED),
    ],
)
def test_a_district_or_county_without_a_project_where_the_condition_is_met(
    number: int, rule: str, status: Status, payment: Payment, reason: WhyPosition
) -> None:
    region = county("Upper", 3, 3)
    region[number] = region[number].but(is_submitted=False)
    found, _ = outcome(region[number].code, region, Settings(district_nonsubmission=DistrictNonsubmission(rule)))
    assert (found.position.status, found.position.payment, found.position.reason) == (status, payment, reason)


def test_a_failed_county_loses_everything_the_submitters_included() -> None:
    region = [*county("Upper", 3, 1), single("a")]
    submitter, why = outcome("E07-Upper-0", region, Settings())
    assert submitter.position.reason is WhyPosition.CONDITION_FAILED_WITH_PROJECT
    assert (submitter.position.status, submitter.final_pence, why) == (WITHDRAWN, 0, WhyShare.OFFER_NOT_KEPT)
    assert amounts(region, Settings()) == {
        "E06-a": 1_960_000 + 4 * 630_000,
        **dict.fromkeys(["E07-Upper-0", "E07-Upper-1", "E07-Upper-2", "E10-Upper"], 0),
    }


def test_all_failed_counties_are_pooled_before_anything_is_shared() -> None:
    region = [*county("Upper", 2, 1), *county("Lower", 1, 0), *(single(code) for code in "abc")]
    determination = determine(region, Settings())
    assert determination.redistribution.pot_pence == 5 * 630_000
    assert determination.pence_in(WITHDRAWN) == 5 * 630_000
    assert {one.final_pence for one in determination if not one.partnership.locality} == {1_960_000 + 1_050_000}


@pytest.mark.parametrize(
    ("recipients", "receiving"),
    [
        (Recipients.PARTICIPATING, {"E06-a", "E07-Lower-0", "E07-Lower-1", "E10-Lower"}),
        (Recipients.ALL_OTHERS, {"E06-a", "E06-idle", "E07-Lower-0", "E07-Lower-1", "E07-Lower-2", "E10-Lower"}),
        (Recipients.TWO_TIER_ONLY, {"E07-Lower-0", "E07-Lower-1", "E10-Lower"}),
    ],
)
def test_who_receives(recipients: Recipients, receiving: set[str]) -> None:
    settings = Settings(recipients=recipients, single_tier_nonsubmission=SingleTierNonsubmission.KEEP)
    region = [*county("Upper", 3, 1), *county("Lower", 3, 2), single("a"), IDLE]
    determination = determine(region, settings)
    assert set(determination.redistribution.shares) == receiving
    assert determination.awarded_pence == determination.offered_pence


@pytest.mark.parametrize(
    ("code", "settings", "why"),
    [
        ("E06-a", Settings(), WhyShare.RECEIVES),
        ("E06-a", Settings(recipients=Recipients.TWO_TIER_ONLY), WhyShare.NOT_TWO_TIER),
        ("E07-Lower-2", Settings(), WhyShare.NO_PROJECT),
        ("E06-zero", Settings(share_basis=ShareBasis.POPULATION), WhyShare.WEIGHS_NOTHING),
        ("E06-a", Settings(majority="at_least_half"), WhyShare.NOTHING_TO_SHARE),  # type: ignore[arg-type]
    ],
)
def test_why_somebody_receives_or_not(code: str, settings: Settings, why: WhyShare) -> None:
    region = [*county("Upper", 4, 2), *county("Lower", 3, 2), single("a"), single("zero", population=0)]
    assert outcome(code, region, settings)[1] is why


def test_an_odd_penny_and_less_than_a_penny_are_told_apart() -> None:
    region = [*county("Upper", 1, 0, offer_pence=1), *(single(code) for code in "abc")]
    region[1] = region[1].but(offer_pence=1)  # the county: two pennies for three
    assert [outcome(f"E06-{code}", region, Settings())[1] for code in "abc"] == [
        WhyShare.RECEIVES_ODD_PENNY,
        WhyShare.RECEIVES_ODD_PENNY,
        WhyShare.LESS_THAN_A_PENNY,
    ]


def test_money_that_nobody_can_receive_is_shown_as_undistributed() -> None:
    determination = determine([*county("Upper", 3, 0), IDLE], Settings())
    assert determination.awarded_pence == 0
    assert determination.undistributed_pence == determination.offered_pence == 4 * 630_000 + 1_960_000
    assert determination.redistribution.left_pence == 4 * 630_000


def test_a_region_without_anybody_comes_to_nothing() -> None:
    determination = determine([], Settings())
    assert (list(determination), determination.offered_pence, determination.undistributed_pence) == ([], 0, 0)
