"""The rule told a second time, slowly and in fractions, from the words of docs/rules/grant.md alone."""

from fractions import Fraction

from grants.rules.facts import PartnershipFacts
from grants.rules.settings import Settings

Results = dict[str, tuple[str, str, int, int]]


def reckon(partnerships: list[PartnershipFacts], settings: Settings) -> tuple[Results, int]:
    """Status, payment, share and final amount of each by code; and what is undistributed."""
    failed = {p.locality for p in partnerships if p.locality and not passes(p.locality, partnerships, settings)}
    status, pot, undistributed = {}, 0, 0
    for p in partnerships:
        submitted = p.has_basis and p.has_champion and p.is_endorsed and p.is_submitted
        setting = str(settings.district_nonsubmission if p.locality else settings.single_tier_nonsubmission)
        if p.locality in failed:
            status[p.code], pot = ("withdrawn", "none"), pot + p.offer_pence
        elif submitted:
            status[p.code] = ("kept", "release")
        elif setting == "withhold_and_pool":
            status[p.code], pot = ("withheld", "none"), pot + p.offer_pence
        elif setting == "withhold_unallocated":
            status[p.code], undistributed = ("withheld", "none"), undistributed + p.offer_pence
        else:
            status[p.code] = ("kept", "hold")
    receivers = [p for p in partnerships if receives(p, *status[p.code], str(settings.recipients))]
    shares = divide(pot, {p.code: weight(p, str(settings.share_basis)) for p in receivers})
    undistributed += pot - sum(shares.values())
    kept = {p.code: p.offer_pence if status[p.code][0] == "kept" else 0 for p in partnerships}
    results = {code: (*status[code], shares.get(code, 0), kept[code] + shares.get(code, 0)) for code in kept}
    return results, undistributed


def passes(locality: str, partnerships: list[PartnershipFacts], settings: Settings) -> bool:
    """More than half of those counted, or half."""
    here = [p for p in partnerships if p.locality == locality and (p.tier == "district" or settings.county_counts)]
    good = [p for p in here if p.has_basis and p.has_champion and p.is_endorsed and p.is_submitted]
    if settings.require_shared:
        good = [p for p in good if p.is_shared]
    part = Fraction(len(good), len(here))
    return part > Fraction(1, 2) or (settings.majority == "at_least_half" and part == Fraction(1, 2))


def receives(p: PartnershipFacts, status: str, payment: str, recipients: str) -> bool:
    """Whether somebody with this status takes part."""
    if recipients == "all_others":
        return status == "kept"
    return payment == "release" and (recipients != "two_tier_only" or p.tier in ("county", "district"))


def weight(p: PartnershipFacts, basis: str) -> int:
    """One, pence or people."""
    return {"equal": 1, "pro_rata_offer": p.offer_pence, "population": p.population or 0}[basis]


def divide(pot: int, weights: dict[str, int]) -> dict[str, int]:
    """Exact shares rounded down, then a penny at a time to the largest part cut off, the lowest code first."""
    total = sum(weights.values())
    if not total:
        return {}
    exact = {code: Fraction(pot * weight, total) for code, weight in weights.items()}
    shares = {code: int(share) for code, share in exact.items()}
    queue = sorted(exact, key=lambda code: (shares[code] - exact[code], code))
    for code in queue[: pot - sum(shares.values())]:
        shares[code] += 1
    return shares
