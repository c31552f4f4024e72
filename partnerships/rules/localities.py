"""What keeps localities whole: a county has districts, and a district has a county.

Facts in, refusals out; each refusal is a code and the field it stands beside.
"""

from collections.abc import Iterator
from dataclasses import dataclass

COUNTY, DISTRICT = "county", "district"


@dataclass(frozen=True)
class Place:
    """Where a partnership stands: its tier, the county it names (an id), and how many districts name it."""

    tier: str
    county: int | None = None
    districts: int = 0


@dataclass(frozen=True)
class Move:
    """From one place (None when it is new) to another.

    `siblings` are the other districts of the county it lies in now; `first_district`: one is made along with it;
    `is_held`: people hold roles in it, or are invited to.
    """

    before: Place | None
    after: Place
    siblings: int = 0
    first_district: bool = False
    is_held: bool = False

    @property
    def leaves_its_county(self) -> bool:
        """Whether it is a district of a county now and will not be."""
        was = self.before
        return was is not None and was.tier == DISTRICT and was.county != self.after.county


@dataclass(frozen=True)
class Refusal:
    """A code, and the field that must change for it to go."""

    field: str
    code: str


def refusals(move: Move) -> list[Refusal]:
    """Why a partnership cannot come to stand there; empty when it can."""
    return [*_of_the_tier(move), *_of_the_county(move)]


def _of_the_tier(move: Move) -> Iterator[Refusal]:
    was, then = move.before, move.after
    if was and was.tier != then.tier and move.is_held:
        yield Refusal("tier", "tier_held")
    if was and was.tier == COUNTY and then.tier != COUNTY and was.districts:
        yield Refusal("tier", "county_has_districts")
    if then.tier == COUNTY and not (was and was.districts) and not move.first_district:
        yield Refusal("district_area", "county_without_districts")


def _of_the_county(move: Move) -> Iterator[Refusal]:
    if (move.after.tier == DISTRICT) != (move.after.county is not None):
        yield Refusal("county", "district_names_its_county")
    if move.leaves_its_county and not move.siblings:
        yield Refusal("county" if move.after.tier == DISTRICT else "tier", "last_district")
