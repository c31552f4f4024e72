"""Reads the settings of a case."""

from collections.abc import Mapping
from typing import Any

from grants.rules.cases.document import MalformedError, checked, one_of
from grants.rules.settings import CHOICES, SWITCHES, Settings

THRESHOLD = "1/2"


def read_settings(given: Mapping[str, Any], where: str) -> Settings:
    """The settings named, the programme's own for the others; raises MalformedError for a key or value unknown."""
    chosen: dict[str, Any] = {}
    for key, value in given.items():
        if key in CHOICES:
            chosen[key] = one_of(value, CHOICES[key], f'{where}"{key}"')
        elif key in SWITCHES:
            chosen[key] = checked(value, bool, f'{where}"{key}"')
        elif key != "threshold":
            raise MalformedError(f'{where}"{key}" is no setting of the rule.')
        elif value != THRESHOLD:
            raise MalformedError(f'{where}"threshold" must be "{THRESHOLD}".')
    return Settings(**chosen)
