"""What is known of each partnership when the rule is asked."""

from enum import StrEnum
from typing import Any, NamedTuple, Self


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


class Known(NamedTuple):
    """What `PartnershipFacts` holds: what it was told, and what every step of the rule asks for, worked out once."""

    code: str
    tier: Tier
    locality: str
    offer_pence: int
    has_basis: bool
    has_champion: bool
    is_endorsed: bool
    is_submitted: bool
    is_shared: bool
    population: int | None
    has_project: bool
    is_district: bool
    stage: int  # 0 without a project, 1 with one, 2 with one that is shared


TOLD = Known._fields[: Known._fields.index("has_project")]


class PartnershipFacts(Known):
    """A partnership and its project. `code` is unique; `locality` is one word for a county and its districts alike,
    empty for a single tier; `population` is None where nobody has given it. Raises ValueError when tier and locality
    contradict each other, or an amount is negative. A tuple, since a region may have 100,000 of them.
    """

    __slots__ = ()

    def __new__(
        cls,
        code: str,
        tier: Tier,
        locality: str,
        offer_pence: int,
        has_basis: bool = False,
        has_champion: bool = False,
        is_endorsed: bool = False,
        is_submitted: bool = False,
        is_shared: bool = False,
        population: int | None = None,
    ) -> Self:
        if (tier in TWO_TIER) is not bool(locality):
            raise ValueError(f"{code}: a county or district has a locality, and nobody else")
        if offer_pence < 0 or (population or 0) < 0:
            raise ValueError(f"{code}: neither an offer nor a population is negative")
        complete = has_basis and has_champion and is_endorsed and is_submitted
        told = (code, tier, locality, offer_pence, has_basis, has_champion, is_endorsed, is_submitted, is_shared)
        worked_out = (complete, tier == TWO_TIER[1], complete + (complete and is_shared))
        return tuple.__new__(cls, (*told, population, *worked_out))

    def but(self, **told: Any) -> Self:
        """The same partnership, of whom something else is known."""
        return type(self)(**dict(zip(TOLD, self, strict=False)) | told)

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
