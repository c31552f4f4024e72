"""The whole rule on a whole region: who keeps, loses and receives what, to the penny."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from grants.rules.facts import PartnershipFacts
from grants.rules.localities import CountyDecision, Members, by_locality, decisions
from grants.rules.positions import Position, Positions, Status, WhyShare, positions
from grants.rules.redistribution import Redistribution, share_out
from grants.rules.settings import Settings


class Outcome(NamedTuple):
    """One partnership's result in pence; `position` says why, `partnership.missing` what its project lacks."""

    partnership: PartnershipFacts
    position: Position
    redistribution_pence: int
    final_pence: int


class Group(NamedTuple):
    """The partnerships in one position."""

    position: Position
    partnerships: list[PartnershipFacts]

    @property
    def offers_pence(self) -> int:
        """The sum of their offers."""
        return sum([partnership.offer_pence for partnership in self.partnerships])


@dataclass(frozen=True)
class Determination:
    """What the rule says of a region. Iterating gives every partnership's outcome, those in one position together."""

    settings: Settings
    counties: dict[str, CountyDecision]
    groups: tuple[Group, ...]
    redistribution: Redistribution

    def __iter__(self) -> Iterator[Outcome]:
        new = tuple.__new__  # half the time of Outcome(…)
        for position, partnerships in self.groups:
            keeps = position.status is Status.KEPT
            shares = self.redistribution.shares if position.receives else {}
            if not shares:
                for partnership in partnerships:
                    yield new(Outcome, (partnership, position, 0, partnership.offer_pence if keeps else 0))
                continue
            for partnership in partnerships:
                share = shares[partnership.code]
                yield new(Outcome, (partnership, position, share, partnership.offer_pence + share))

    @property
    def by_code(self) -> dict[str, Outcome]:
        """Every outcome under its partnership's code, in ascending order of code."""
        return {outcome.partnership.code: outcome for outcome in sorted(self, key=lambda one: one.partnership.code)}

    def why_share(self, outcome: Outcome) -> WhyShare:
        """Why this partnership receives what it does of the pot, as a code."""
        if not outcome.position.receives:
            return outcome.position.share_reason
        return self.redistribution.why(outcome.partnership.code)

    @cached_property
    def offered_pence(self) -> int:
        """The sum of all offers."""
        return sum(group.offers_pence for group in self.groups)

    @cached_property
    def awarded_pence(self) -> int:
        """The sum of all final amounts; with what is undistributed it makes the sum of the offers."""
        return self.pence_in(Status.KEPT) + sum(self.redistribution.shares.values())

    @cached_property
    def undistributed_pence(self) -> int:
        """What is withheld and not shared out, and the pot when nobody could receive it."""
        unpooled = [g for g in self.groups if g.position.status is Status.WITHHELD and not g.position.is_pooled]
        return sum(group.offers_pence for group in unpooled) + self.redistribution.left_pence

    def pence_in(self, status: Status) -> int:
        """The sum of the offers that were kept, withdrawn or withheld."""
        return sum(group.offers_pence for group in self.groups if group.position.status is status)


def determine(partnerships: Sequence[PartnershipFacts], settings: Settings) -> Determination:
    """Work the region out.

    Raises PopulationUnknownError when shares by population lack figures, ValueError when a code stands twice.
    """
    everywhere = by_locality(partnerships)
    counties = decisions(everywhere, settings)
    groups = grouped(everywhere, counties, positions(settings))
    pot = sum([group.offers_pence for group in groups if group.position.is_pooled])
    receivers = [partnership for group in groups if group.position.receives for partnership in group.partnerships]
    redistribution = share_out(pot, receivers, settings.share_basis)
    return Determination(settings, counties, groups, redistribution)


def grouped(
    everywhere: Mapping[str, Members], counties: Mapping[str, CountyDecision], known: Positions
) -> tuple[Group, ...]:
    """Put every partnership in its position; positions in which nobody is are left out."""
    single_tier, met, failed = pairs = [
        (Group(pair.without, []), Group(pair.with_project, []))
        for pair in (known.single_tier, known.condition_met, known.condition_failed)
    ]
    for locality, members in everywhere.items():
        without, with_project = (met if counties[locality].met else failed) if locality else single_tier
        without.partnerships.extend(members.without)
        with_project.partnerships.extend(members.with_project)
    return tuple(group for pair in pairs for group in pair if group.partnerships)
