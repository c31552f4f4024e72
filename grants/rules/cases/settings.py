"""Reads the settings of a case."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from grants.rules.cases.document import MalformedError, checked, one_of
from grants.rules.settings import (
    DistrictNonsubmission,
    Majority,
    Recipients,
    Settings,
    ShareBasis,
    SingleTierNonsubmission,
)

THRESHOLD = "1/2"
CHOICES: dict[str, type[StrEnum]] = {
    "majority": Majority,
    "share_basis": ShareBasis,
    "recipients": Recipients,
    "single_tier_nonsubmission": SingleTierNonsubmission,
    "district_nonsubmission": DistrictNonsubmission,
}
SWITCHES = ("county_counts", "require_shared")


def read_settings(given: Mapping[str, Any], where: str) -> Settings:
    """The settings named, the programme's own for the others; raises MalformedError for a key or value unknown."""
    chosen: dict[str, Any] = {}
    for key, value in given.items():
        if key in CHOICES:
            chosen[key] = CHOICES[key](one_of(value, CHOICES[key], f'{where}"{key}"'))
        elif key in SWITCHES:
            chosen[key] = checked(value, bool, f'{where}"{key}"')
        elif key != "threshold":
            raise MalformedError(f'{where}"{key}" is no setting of the rule.')
        elif value != THRESHOLD:
            raise MalformedError(f'{where}"threshold" must be "{THRESHOLD}".')
    return Settings(**chosen)
