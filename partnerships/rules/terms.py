"""What one version of the terms changes against another."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Change:
    """One setting by its code, as it was and as it is; None where there was or is nothing."""

    code: str
    before: Any
    after: Any


def changes(before: Mapping[str, Any], after: Mapping[str, Any]) -> tuple[Change, ...]:
    """Every setting that differs, in the order of `after`, then those that are gone."""
    codes = [*after, *(code for code in before if code not in after)]
    pairs = [(code, before.get(code), after.get(code)) for code in codes]
    return tuple(Change(code, was, now) for code, was, now in pairs if was != now)
