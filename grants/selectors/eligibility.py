"""Where every partnership stands now: the facts of the moment, and what the rule makes of them.

Facts are read anew each time. What the rule made of exactly these is remembered (`region`), as nobody changes it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import cached_property, lru_cache

from grants import models
from grants.rules.determination import Determination, Outcome, determine
from grants.rules.facts import PartnershipFacts, Tier
from grants.rules.localities import CountyDecision
from grants.rules.redistribution import PopulationUnknownError
from grants.rules.settings import CHOICES, SWITCHES, Settings, ShareBasis
from partnerships.models import Partnership, Programme, Terms
from partnerships.selectors.programmes import terms_in_force
from projects.rules.progress import State
from projects.selectors.progress import Progress, Reading, progress_of

PENCE = 100
TIERS = {tier.value: tier for tier in Tier}
KEPT = 16  # regions that a process remembers; decision 19 says what they take


@dataclass(frozen=True, eq=False)
class Region:
    """Facts, and what the rule makes of them, in no language. `population_unknown` are codes whose figures are missing
    where money is shared by population; it is then shown as if shared equally, and nothing can be determined.
    """

    progress: Mapping[str, Progress]
    facts: Sequence[PartnershipFacts]
    result: Determination
    population_unknown: tuple[str, ...] = ()

    @cached_property
    def tiers(self) -> frozenset[str]:
        """Those that anybody is of."""
        return frozenset(one.tier for one in self.progress.values())

    @cached_property
    def by_partnership(self) -> dict[int, Outcome]:
        """What the rule says of each partnership, by id."""
        return {self.progress[outcome.partnership.code].pk: outcome for outcome in self.result}

    @cached_property
    def by_county(self) -> dict[int, CountyDecision]:
        """The condition of each locality, by the county's id."""
        return {self.progress[code].pk: decision for code, decision in self.result.counties.items()}


@dataclass(frozen=True)
class Eligibility:
    """A region under the terms in force, or as a determination found it."""

    programme: Programme
    terms: Terms
    region: Region
    determination: models.Determination | None = None

    @property
    def progress(self) -> Mapping[str, Progress]:
        """How far each project is, by code."""
        return self.region.progress

    @property
    def result(self) -> Determination:
        """What the rule says."""
        return self.region.result

    @property
    def population_unknown(self) -> tuple[str, ...]:
        """Codes whose figures are missing where money is shared by population."""
        return self.region.population_unknown

    @property
    def by_partnership(self) -> dict[int, Outcome]:
        """What the rule says of each partnership, by id."""
        return self.region.by_partnership

    @property
    def by_county(self) -> dict[int, CountyDecision]:
        """The condition of each locality, by the county's id."""
        return self.region.by_county

    @cached_property
    def without_rate(self) -> tuple[str, ...]:
        """Tiers that are in the programme and have no rate in its terms: they are offered nothing."""
        return tuple(sorted(self.region.tiers - rates_in_pence(self.terms).keys()))

    @cached_property
    def offers(self) -> dict[str, int]:
        """What the year offers each tier that is in the programme, in pence; 0 where it names no rate."""
        rates = rates_in_pence(self.terms)
        return {tier: rates.get(tier, 0) for tier in Partnership.Tier.values if tier in self.region.tiers}


def eligibility_of(programme: Programme, *, on: date, in_order: bool = True) -> Eligibility | None:
    """The whole region, live, in three queries; None before the year has terms. `in_order` is that of the areas."""
    terms = terms_in_force(programme)
    if terms is None:
        return None
    progress = progress_of(programme, terms=terms, on=on, in_order=in_order)
    return reckon(programme, terms, progress, settings_of(terms))


def reckon(
    programme: Programme,
    terms: Terms,
    progress: Iterable[Progress],
    settings: Settings,
    offers: Mapping[str, int] | None = None,
) -> Eligibility:
    """What these settings make of these facts; `offers` are pence by tier, those of the terms where none are given."""
    rates = rates_in_pence(terms) if offers is None else offers
    rows = progress if isinstance(progress, Reading) else tuple(progress)
    return Eligibility(programme, terms, region(rows, tuple(rates.items()), settings))


@lru_cache(KEPT)
def region(progress: tuple[Progress, ...], rates: tuple[tuple[str, int], ...], settings: Settings) -> Region:
    """What these settings make of these facts under `rates`, pence by tier: the same whenever all three are."""
    return reckoned({one.code: one for one in progress}, facts_of(progress, dict(rates)), settings)


def reckoned(progress: Mapping[str, Progress], facts: Sequence[PartnershipFacts], settings: Settings) -> Region:
    """The rule asked once, and once more where a population is missing. `facts` are in the order of `progress`."""
    try:
        return Region(progress, facts, determine(facts, settings))
    except PopulationUnknownError as error:
        result = determine(facts, replace(settings, share_basis=ShareBasis.EQUAL))
        return Region(progress, facts, result, tuple(error.codes))


def facts_of(progress: Iterable[Progress], rates: Mapping[str, int]) -> list[PartnershipFacts]:
    """As the rule takes them; a locality goes by its county's code. `rates` are pence by tier, 0 where it has none."""
    rows = list(progress)
    counties = {row.pk: row.code for row in rows if row.locality == row.pk}
    return [
        PartnershipFacts(
            row.code,
            TIERS[row.tier],
            counties[row.locality] if row.locality else "",
            rates.get(row.tier, 0),
            row.has_basis,
            row.has_champion,
            row.is_endorsed,
            row.is_submitted,
            row.is_shared,
            row.population,
        )
        for row in rows
    ]


def settings_of(terms: Terms) -> Settings:
    """The choices of the rule that a version of the terms makes."""
    return Settings(**{name: getattr(terms, name) for name in (*CHOICES, *SWITCHES)})


def rates_in_pence(terms: Terms) -> dict[str, int]:
    """What each tier is offered, in pence."""
    return {rate.tier: pence(rate.amount) for rate in terms.rates.all()}


def pence(pounds: Decimal) -> int:
    """Of an amount in pounds and whole pence."""
    return int(pounds * PENCE)


def pounds(pence: int) -> Decimal:
    """Of an amount in pence."""
    return Decimal(pence).scaleb(-2)


def counted_as(progress: Progress, outcome: Outcome) -> State:
    """How far a project is to its county: one whose champion has gone is submitted, and counts for nothing."""
    counts_for_nothing = progress.state is State.COUNTS and not outcome.partnership.has_project
    return State.SUBMITTED if counts_for_nothing else progress.state
