"""Regions to try the rule on: one that is easily reckoned, and any that Hypothesis thinks of."""

from itertools import product

from hypothesis import strategies as st

from grants.rules.determination import Determination, determine
from grants.rules.facts import PartnershipFacts, Tier
from grants.rules.settings import (
    DistrictNonsubmission,
    Majority,
    Recipients,
    Settings,
    ShareBasis,
    SingleTierNonsubmission,
)

RATES = {Tier.METROPOLITAN: 1_960_000, Tier.UNITARY: 1_960_000, Tier.COUNTY: 630_000, Tier.DISTRICT: 630_000}
DONE = {"has_basis": True, "has_champion": True, "is_endorsed": True, "is_submitted": True, "is_shared": True}
EVERY_SETTING = [
    Settings(*choices)
    for choices in product(
        Majority, ShareBasis, Recipients, SingleTierNonsubmission, DistrictNonsubmission, (False, True), (False, True)
    )
]
any_settings = st.sampled_from(EVERY_SETTING)


def partnership(code: str, tier: Tier = Tier.DISTRICT, locality: str = "", **more: object) -> PartnershipFacts:
    """One that has done everything, but for what `more` says; two tiers stand in Upper when nothing is said."""
    two_tier = tier in (Tier.COUNTY, Tier.DISTRICT)
    given = {"offer_pence": RATES[tier], "population": 100, **DONE, **more}
    return PartnershipFacts(code, tier, locality or ("Upper" if two_tier else ""), **given)  # type: ignore[arg-type]


def county(name: str, districts: int, with_project: int, **more: object) -> list[PartnershipFacts]:
    """A county with a project, and its districts, the first so many of which have one."""
    those = [
        partnership(f"E07-{name}-{n}", locality=name, is_submitted=n < with_project, **more) for n in range(districts)
    ]
    return [*those, partnership(f"E10-{name}", Tier.COUNTY, name)]


def single(code: str, **more: object) -> PartnershipFacts:
    """A single tier."""
    return partnership(f"E06-{code}", Tier.UNITARY, **more)


def finals(determination: Determination) -> dict[str, int]:
    """Everybody's final amount by code."""
    return {code: outcome.final_pence for code, outcome in determination.by_code.items()}


def amounts(partnerships: list[PartnershipFacts], settings: Settings) -> dict[str, int]:
    """The final amounts that the rule gives."""
    return finals(determine(partnerships, settings))


@st.composite
def regions(draw: st.DrawFn) -> list[PartnershipFacts]:
    """Up to four localities and five single tiers, in any order, with anything done or not."""
    localities = draw(st.lists(st.integers(1, 6), max_size=4))
    tiers = [
        *[(tier, "") for tier in draw(st.lists(st.sampled_from([Tier.UNITARY, Tier.METROPOLITAN]), max_size=5))],
        *[(Tier.COUNTY, f"county {number}") for number in range(len(localities))],
        *[(Tier.DISTRICT, f"county {number}") for number, districts in enumerate(localities) for _ in range(districts)],
    ]
    codes = draw(st.lists(st.text(min_size=1, max_size=4), min_size=len(tiers), max_size=len(tiers), unique=True))
    return [draw(facts(code, tier, locality)) for code, (tier, locality) in zip(codes, tiers, strict=True)]


def facts(code: str, tier: Tier, locality: str) -> st.SearchStrategy[PartnershipFacts]:
    """One partnership with an offer that may be nothing, and most things done more often than not."""
    mostly = st.sampled_from([True] * 7 + [False])  # about half of them have a project
    pence = st.one_of(st.sampled_from([630_000, 1_960_000]), st.integers(0, 30))
    told = st.fixed_dictionaries({"offer_pence": pence, "population": st.integers(0, 9), **dict.fromkeys(DONE, mostly)})
    return told.map(lambda known: PartnershipFacts(code, tier, locality, **known))
