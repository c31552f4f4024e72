"""Where others of one's kind stand: the quartiles of a group that is large enough for nobody to be told apart."""

import statistics
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction

LEAST = 2  # values between which there is anything to divide


class Group(StrEnum):
    """With whom a partnership is compared: its tier, else two-tier or single-tier areas, else everybody."""

    TIER = "tier"
    KIND = "kind"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class Peer:
    """One partnership that completed; `kind` is two-tier or single-tier; `means` has its themes that show."""

    tier: str
    kind: str
    means: Mapping[str, Fraction]

    def belongs(self, group: Group, tier: str, kind: str) -> bool:
        """Whether it is of the group of a partnership of that tier and kind."""
        return {Group.TIER: self.tier == tier, Group.KIND: self.kind == kind, Group.ALL: True}[group]


@dataclass(frozen=True, slots=True)
class Quartiles:
    """The lower quartile, the median and the upper quartile, exactly."""

    low: Fraction
    middle: Fraction
    high: Fraction


@dataclass(frozen=True, slots=True)
class Comparison:
    """The group there is, how many are in it, and its quartiles by theme; without a group there is none of it."""

    group: Group | None = None
    size: int = 0
    bands: Mapping[str, Quartiles] = field(default_factory=dict)


NONE = Comparison()


def compare(tier: str, kind: str, peers: Sequence[Peer], smallest: int) -> Comparison:
    """The smallest group of a partnership's like that has `smallest` members; themes fewer of them have are left out.

    The partnership itself is one of the peers when it completed, so that everybody in a group sees the same band.
    """
    least = max(smallest, LEAST)
    for group in Group:
        members = [peer for peer in peers if peer.belongs(group, tier, kind)]
        if len(members) >= least:
            return Comparison(group, len(members), bands_of(members, least))
    return NONE


def bands_of(members: Sequence[Peer], least: int) -> dict[str, Quartiles]:
    """Quartiles of each theme that at least so many of them have."""
    themes = dict.fromkeys(theme for member in members for theme in member.means)
    found = {theme: [member.means[theme] for member in members if theme in member.means] for theme in themes}
    return {theme: quartiles(values) for theme, values in found.items() if len(values) >= least}


def quartiles(values: Sequence[Fraction]) -> Quartiles:
    """Of two values at least, which are all there are (`inclusive`): the lowest and the highest are among them."""
    return Quartiles(*statistics.quantiles(values, n=4, method="inclusive"))
