"""What is assumed in a simulation, and what comes of it beside the facts of today."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from itertools import takewhile
from operator import attrgetter
from typing import NamedTuple

from django.db.models import F, Q, QuerySet

from grants.models import Simulation
from grants.rules.determination import Determination, Outcome
from grants.rules.facts import PartnershipFacts
from grants.rules.localities import CountyDecision
from grants.rules.settings import CHOICES, SWITCHES, Settings
from grants.selectors.eligibility import KEPT, Eligibility, Region, reckoned
from kit.prepared import AnyOf, Prepared
from partnerships.models import Programme, Role
from partnerships.selectors.standing import Standing
from projects.selectors.progress import Progress

Offers = Mapping[str, int]  # pence by tier
SIMULATE = (Role.Kind.MANAGER, Role.Kind.FINANCE)


def visible_simulations(standing: Standing) -> QuerySet[Simulation]:
    """What somebody may read, with its programme and who saved it."""
    return simulations_among(*reach_of(standing))


def simulations_in(standing: Standing, programme: Programme) -> list[Simulation]:
    """Those of a programme, the last saved first, without the facts of then."""
    return IN_PROGRAMME.fetch(programme.pk, *reach_of(standing))


def reach_of(standing: Standing) -> tuple[list[int], list[int]]:
    """Ids of the programmes of which somebody reads every simulation, and of those whose shown ones."""
    whole = {role.programme_id for role in standing.roles if role.kind in SIMULATE}
    shown = {role.programme_id for role in standing.roles if role.kind == Role.Kind.STEERING}
    return sorted(whole), sorted(shown)


def simulations_among(whole: Sequence[int] | str, shown: Sequence[int] | str) -> QuerySet[Simulation]:
    """The one door (access row 15), by ids or by marks for them: who simulates reads all, the steering group those
    shown to it.
    """
    seen = Q(AnyOf(F("programme"), whole)) | Q(AnyOf(F("programme"), shown), is_shown=True)
    return Simulation.objects.filter(seen).select_related("programme", "made_by")


PROGRAMME, WHOLE, SHOWN = -1, "<whole>", "<shown>"  # stand for what is asked about, and by what one reads
IN_PROGRAMME = Prepared(
    lambda: simulations_among(WHOLE, SHOWN).filter(programme=PROGRAMME).defer("facts_submitted", "facts_shared"),
    *(PROGRAMME, WHOLE, SHOWN),
)


@dataclass(frozen=True)
class Ticks:
    """Ids of those that have a project, and of those whose project is shared."""

    submitted: frozenset[int]
    shared: frozenset[int]


@dataclass(frozen=True)
class Assumption:
    """What a simulation keeps: its ticks, rules and offers, and what was so at the time."""

    ticks: Ticks
    rules: Mapping[str, object]
    offers: Offers
    facts: Ticks
    terms_number: int


def facts_now(live: Eligibility) -> Ticks:
    """Who has a project as things stand, and who has shared it."""
    return ticks_in(live.region)


@lru_cache(KEPT)
def ticks_in(region: Region) -> Ticks:
    """The same of a region."""
    return Ticks(
        frozenset(pk for pk, outcome in region.by_partnership.items() if outcome.partnership.has_project),
        frozenset(row.pk for row in region.progress.values() if row.is_shared),
    )


def assumption(live: Eligibility, ticks: Ticks, settings: Settings, offers: Offers | None = None) -> Assumption:
    """As it is saved now; without `offers` under those of the year."""
    rules = {name: getattr(settings, name) for name in (*CHOICES, *SWITCHES)}
    written = {name: str(v) if name in CHOICES else v for name, v in rules.items()}
    kept = dict(live.offers if offers is None else offers)
    return Assumption(ticks, written, kept, facts_now(live), live.terms.number)


class Change(NamedTuple):
    """One partnership's money as things stand and in a simulation, in pence."""

    progress: Progress
    county: str
    before: Outcome
    after: Outcome

    @property
    def difference(self) -> int:
        """What it gets more, or less."""
        return self.after.final_pence - self.before.final_pence


@dataclass(frozen=True)
class Flip:
    """A county that meets its condition only with the ticks, or only without them."""

    pk: int
    area: str
    before: CountyDecision
    after: CountyDecision

    @property
    def by_rule(self) -> bool:
        """Whether only the rule turns it: as many count as do now."""
        was, will = self.before, self.after
        return (was.qualifying, was.counted) == (will.qualifying, will.counted)


@dataclass(frozen=True)
class Simulated:
    """A region as it stands (`now`) and as it would be (`then`)."""

    now: Eligibility
    then: Eligibility
    ticks: Ticks
    settings: Settings
    offers: Offers

    @property
    def before(self) -> Determination:
        """What the rule says of the facts."""
        return self.now.result

    @property
    def after(self) -> Determination:
        """What it says of the ticks."""
        return self.then.result

    @property
    def changes(self) -> Sequence[Change]:
        """Every partnership, the largest difference first, those alike by their areas."""
        return changes_between(self.now.region, self.then.region)

    @cached_property
    def changed(self) -> list[Change]:
        """Those whose money differs."""
        return list(takewhile(attrgetter("difference"), self.changes))

    @cached_property
    def alike(self) -> list[list[Change]]:
        """Those whose money differs, in lists of those who get the same before and after; the largest first."""
        found: dict[tuple[int, int], list[Change]] = {}
        for one in self.changed:
            found.setdefault((one.before.final_pence, one.after.final_pence), []).append(one)
        return sorted(found.values(), key=lambda many: -abs(many[0].difference))

    @cached_property
    def flips(self) -> list[Flip]:
        """Counties whose condition turns."""
        then, rows = self.then.by_county, self.now.progress.values()
        areas = {row.pk: row.area for row in rows}
        pairs = ((pk, decision, then[pk]) for pk, decision in self.now.by_county.items())
        return [Flip(pk, areas[pk], was, will) for pk, was, will in pairs if was.met is not will.met]

    @cached_property
    def odd_pennies(self) -> list[str]:
        """Who has an odd penny with the ticks, in the order of their codes."""
        return [self.called(self.now.progress[code]) for code in sorted(self.after.redistribution.odd_pennies)]

    @cached_property
    def population_unknown(self) -> list[str]:
        """Whose figures are missing where money is shared by population."""
        return [self.called(self.now.progress[code]) for code in self.then.population_unknown]

    @cached_property
    def assumed(self) -> list[tuple[str, str]]:
        """What is ticked otherwise than it is: who, and a code of OTHERWISE, in the order of the areas."""
        return list(otherwise(facts_now(self.now), self.ticks, self.now))

    def called(self, row: Progress) -> str:
        """A partnership, as the programme calls it."""
        return self.now.programme.called(row.area, row.tier)


@lru_cache(KEPT)
def changes_between(now: Region, then: Region) -> tuple[Change, ...]:
    """Of two regions of the same partnerships, the largest difference first, those alike by their areas."""
    rows = sorted(now.progress.values(), key=attrgetter("area"))
    areas = {row.pk: row.area for row in rows if row.locality == row.pk}
    before, after = now.by_partnership, then.by_partnership
    found = [Change(row, areas.get(row.locality or 0, ""), before[row.pk], after[row.pk]) for row in rows]
    return tuple(sorted(found, key=lambda one: -abs(one.difference)))


def otherwise(facts: Ticks, ticks: Ticks, live: Eligibility) -> Iterator[tuple[str, str]]:
    """Where the two differ: who, and `submits`, `does_not_submit`, `shares` or `does_not_share`."""
    there = (facts.submitted ^ ticks.submitted) | (facts.shared ^ ticks.shared)
    for row in (row for row in live.progress.values() if row.pk in there):
        name = live.programme.called(row.area, row.tier)
        if (row.pk in facts.submitted) is not (row.pk in ticks.submitted):
            yield name, "submits" if row.pk in ticks.submitted else "does_not_submit"
        if row.locality and (row.pk in facts.shared) is not (row.pk in ticks.shared):
            yield name, "shares" if row.pk in ticks.shared else "does_not_share"


def simulate(live: Eligibility, ticks: Ticks, settings: Settings, offers: Offers | None = None) -> Simulated:
    """What these ticks and choices would come to, under the offers of the year when no others are given; no query."""
    offered = live.offers if offers is None else offers
    then = as_ticked(live.region, ticks, settings, tuple(offered.items()))
    return Simulated(live, replace(live, region=then), ticks, settings, offered)


@lru_cache(KEPT)
def as_ticked(region: Region, ticks: Ticks, settings: Settings, offers: tuple[tuple[str, int], ...]) -> Region:
    """A region if all were as ticked, under `offers`, pence by tier; how far projects are is told as it is."""
    offered = dict(offers)
    rows = zip(region.progress.values(), region.facts, strict=True)
    facts = [with_ticks(one, row.pk in ticks.submitted, row.pk in ticks.shared, offered[row.tier]) for row, one in rows]
    return reckoned(region.progress, facts, settings)


def with_ticks(one: PartnershipFacts, submits: bool, shares: bool, offer: int) -> PartnershipFacts:
    """Somebody with all that a project needs, or without being submitted; itself where that is so by now. Single tiers
    share with nobody, so theirs stays.
    """
    is_shared = shares if one.locality else one.is_shared
    then = (submits, submits, is_shared, offer)
    if (one.has_project, one.is_submitted, one.is_shared, one.offer_pence) == then:
        return one
    return PartnershipFacts(
        one.code,
        one.tier,
        one.locality,
        offer,
        submits or one.has_basis,
        submits or one.has_champion,
        submits or one.is_endorsed,
        submits,
        is_shared,
        one.population,
    )


def ticks_of(simulation: Simulation) -> Ticks:
    """As they were saved."""
    return Ticks(frozenset(simulation.submitted), frozenset(simulation.shared))


def rules_of(simulation: Simulation) -> Settings:
    """The choices it was saved with."""
    return Settings(**simulation.rules)


def offers_of(simulation: Simulation, live: Eligibility) -> Offers:
    """Those it was saved with; of tiers it does not name, those of the year."""
    return {tier: simulation.offers.get(tier, pence) for tier, pence in live.offers.items()}


def result_of(simulation: Simulation, live: Eligibility) -> Simulated:
    """What it comes to beside the facts of today."""
    return simulate(live, ticks_of(simulation), rules_of(simulation), offers_of(simulation, live))


@dataclass(frozen=True)
class Moved:
    """What has happened since a simulation was saved: `facts` as `otherwise` tells them; whether the terms changed."""

    facts: list[tuple[str, str]]
    terms: bool


def moved_since(simulation: Simulation, live: Eligibility) -> Moved | None:
    """None when nothing has."""
    then = Ticks(frozenset(simulation.facts_submitted), frozenset(simulation.facts_shared))
    facts = list(otherwise(then, facts_now(live), live))
    terms = simulation.terms_number != live.terms.number
    return Moved(facts, terms) if facts or terms else None
