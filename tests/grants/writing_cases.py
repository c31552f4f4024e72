"""Makes case files: of any region, with the results of the reckoning by hand."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

from grants.rules.facts import PartnershipFacts, Tier
from grants.rules.settings import Settings
from tests.grants.by_hand import reckon

RULES = Path(__file__).parents[2] / "docs" / "rules"
GIVEN, OWN = RULES / "grant_cases.json", RULES / "grant_cases_by_setting.json"


def case(region: list[PartnershipFacts], settings: Settings) -> dict[str, Any]:
    """The region as a case; its partnerships are named by their codes, the counties by their areas."""
    results, undistributed = reckon(region, settings)
    names = {p.code: f"{p.locality} (county)" if p.tier is Tier.COUNTY else f"the {p.code}" for p in region}
    return {
        "case": 1,
        "settings": asdict_of(settings),
        "not_submitted": [names[p.code] for p in region if not p.has_project],
        "submitted_but_not_shared": [names[p.code] for p in region if p.has_project and not p.is_shared],
        "localities": {p.locality: locality(p.locality, region, settings) for p in region if p.locality},
        "undistributed_pence": undistributed,
        "rows": [row(p, names[p.code], results[p.code]) for p in region],
    }


def asdict_of(settings: Settings) -> dict[str, Any]:
    return json.loads(json.dumps(asdict(settings)))


def row(p: PartnershipFacts, name: str, results: tuple[str, str, int, int]) -> dict[str, Any]:
    """One partnership with its results."""
    keys = ("status", "payment", "redistribution_pence", "final_pence")
    county = p.locality if p.tier is Tier.DISTRICT else ""
    given = {"code": p.code, "name": name, "tier": p.tier.value, "county": county, "offer_pence": p.offer_pence}
    return {**given, "population": p.population, **dict(zip(keys, results, strict=True))}


def locality(name: str, region: list[PartnershipFacts], settings: Settings) -> dict[str, Any]:
    """The counts of one locality, counted here; by trial, the fewest that would do."""
    members = [p for p in region if p.locality == name]
    counted = [p for p in members if p.tier is Tier.DISTRICT or settings.county_counts]
    good = [p for p in counted if p.has_project and (p.is_shared or not settings.require_shared)]
    half = settings.majority == "at_least_half"
    needed = next(n for n in range(len(counted) + 1) if 2 * n > len(counted) or (half and 2 * n == len(counted)))
    districts = len([p for p in members if p.tier is Tier.DISTRICT])
    counts = {"districts": districts, "counted": len(counted), "qualifying": len(good), "needed": needed}
    return {**counts, "met": len(good) >= needed}


def small_case() -> dict[str, Any]:
    """Case 108 of our own file: eleven partnerships, one failed county."""
    cases = json.loads(OWN.read_text(encoding="utf-8"))["cases"]
    (found,) = [one for one in cases if one["case"] == 108]
    return found
