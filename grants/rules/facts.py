"""What is known of each partnership when the rule is asked."""

from dataclasses import dataclass, field
from enum import StrEnum


class Tier(StrEnum):
    """Metropolitan and unitary are single tier; county and district are two tier."""

    METROPOLITAN = "metropolitan"
    UNITARY = "unitary"
    COUNTY = "county"
    DISTRICT = "district"


TWO_TIER = (Tier.COUNTY, Tier.DISTRICT)


class Missing(StrEnum):
    """What a partnership still lacks, in the order in which it is done."""

    CHAMPION = "champion"
    BASIS = "basis"
    SHARING = "sharing"
    ENDORSEMENT = "endorsement"
    SUBMISSION = "submission"


@dataclass(frozen=True, slots=True)
class PartnershipFacts:
    """A partnership and its project. `code` is unique; `locality` is one word for a county and its districts alike,
    empty for a single tier; `population` is None where nobody has given it. Raises ValueError when tier and locality
    contradict each other, or an amount is negative.
    """

    code: str
    tier: Tier
    locality: str
    offer_pence: int
    has_basis: bool = False
    has_champion: bool = False
    is_endorsed: bool = False
    is_submitted: bool = False
    is_shared: bool = False
    population: int | None = None
    # Worked out once, as every step asks for them.
    has_project: bool = field(init=False)
    is_district: bool = field(init=False)
    stage: int = field(init=False)  # 0 without a project, 1 with one, 2 with one that is shared

    def __post_init__(self) -> None:
        if (self.tier in TWO_TIER) is not bool(self.locality):
            raise ValueError(f"{self.code}: a county or district has a locality, and nobody else")
        if self.offer_pence < 0 or (self.population or 0) < 0:
            raise ValueError(f"{self.code}: neither an offer nor a population is negative")
        complete = self.has_basis and self.has_champion and self.is_endorsed and self.is_submitted
        object.__setattr__(self, "has_project", complete)
        object.__setattr__(self, "stage", complete + (complete and self.is_shared))
        object.__setattr__(self, "is_district", self.tier == TWO_TIER[1])

    @property
    def missing(self) -> tuple[Missing, ...]:
        """What stands between this partnership and a project that counts; a single tier is never asked to share."""
        steps = (
            (Missing.CHAMPION, self.has_champion),
            (Missing.BASIS, self.has_basis),
            (Missing.SHARING, self.is_shared or not self.locality),
            (Missing.ENDORSEMENT, self.is_endorsed),
            (Missing.SUBMISSION, self.is_submitted),
        )
        return tuple(step for step, is_done in steps if not is_done)
