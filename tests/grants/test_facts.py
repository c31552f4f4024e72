"""What is known of a partnership, and what it still lacks."""

import pytest

from grants.rules.facts import Missing, PartnershipFacts, Tier
from grants.rules.settings import Majority, Settings
from tests.grants.regions import partnership, single

STEPS = {
    "has_champion": Missing.CHAMPION,
    "has_basis": Missing.BASIS,
    "is_shared": Missing.SHARING,
    "is_endorsed": Missing.ENDORSEMENT,
    "is_submitted": Missing.SUBMISSION,
}


@pytest.mark.parametrize(("step", "missing"), STEPS.items())
def test_each_step_that_is_not_done_is_named(step: str, missing: Missing) -> None:
    facts = partnership("E07", **{step: False})
    assert facts.missing == (missing,)
    assert facts.has_project == (step == "is_shared")


def test_what_is_missing_is_named_in_the_order_in_which_it_is_done() -> None:
    facts = PartnershipFacts("E07", Tier.DISTRICT, "Upper", 630_000)
    assert facts.missing == tuple(Missing)
    assert not facts.has_project


def test_a_single_tier_is_never_asked_to_share() -> None:
    assert single("a", is_shared=False).missing == ()
    assert single("a", is_shared=False).has_project


@pytest.mark.parametrize(
    ("tier", "locality"),
    [(Tier.DISTRICT, ""), (Tier.COUNTY, ""), (Tier.UNITARY, "Upper"), (Tier.METROPOLITAN, "Upper")],
)
def test_tier_and_locality_must_fit(tier: Tier, locality: str) -> None:
    with pytest.raises(ValueError, match="a county or district has a locality, and nobody else"):
        PartnershipFacts("E07", tier, locality, 630_000)


@pytest.mark.parametrize("amount", [{"offer_pence": -1}, {"population": -1}])
def test_nothing_negative_is_taken(amount: dict[str, int]) -> None:
    with pytest.raises(ValueError, match="negative"):
        partnership("E07", **amount)


def test_settings_take_the_words_that_a_table_keeps() -> None:
    words = Settings(
        majority="at_least_half",  # type: ignore[arg-type]
        share_basis="population",  # type: ignore[arg-type]
        recipients="all_others",  # type: ignore[arg-type]
        single_tier_nonsubmission="keep",  # type: ignore[arg-type]
        district_nonsubmission="withhold_and_pool",  # type: ignore[arg-type]
    )
    assert words.majority is Majority.AT_LEAST_HALF
    assert words == Settings(*(type(getattr(words, name))(getattr(words, name)) for name in words.__slots__))


@pytest.mark.parametrize("name", ["majority", "share_basis", "recipients", "district_nonsubmission"])
def test_settings_refuse_a_word_that_they_do_not_know(name: str) -> None:
    with pytest.raises(ValueError, match="'whatever' is not a valid"):
        Settings(**{name: "whatever"})  # type: ignore[arg-type]
