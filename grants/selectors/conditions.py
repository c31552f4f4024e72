"""One county as its page shows it: where it stands, and what would come of other ticks."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime

from grants.rules.determination import Outcome
from grants.rules.facts import PartnershipFacts
from grants.rules.localities import CountyDecision
from grants.rules.redistribution import Redistribution
from grants.rules.settings import Settings
from grants.selectors.determinations import as_it_stands
from grants.selectors.eligibility import Eligibility, counted_as, reckon
from partnerships.models import Partnership
from partnerships.rules.deadlines import local_day
from projects.rules.progress import State
from projects.rules.submission import Window
from projects.selectors.progress import Progress
from projects.selectors.windows import window_of_programme

FURTHEST = list(reversed(State))


@dataclass(frozen=True)
class Member:
    """One partnership of a county: how far its project is, and its money as things stand and with the ticks."""

    progress: Progress
    now: Outcome
    then: Outcome
    is_ticked: bool
    is_counted: bool

    @property
    def state(self) -> State:
        """As the picture shows it."""
        return counted_as(self.progress, self.now)


@dataclass(frozen=True)
class Condition:
    """A county's condition, live until it is decided; and what would come of it if those ticked submit and share."""

    county: Partnership
    eligibility: Eligibility
    window: Window
    decision: CountyDecision
    decision_then: CountyDecision
    members: tuple[Member, ...]
    redistribution: Redistribution
    redistribution_then: Redistribution
    at: datetime

    @property
    def counted(self) -> list[Member]:
        """Those of whom a majority is needed, the furthest first."""
        counted = [member for member in self.members if member.is_counted]
        return sorted(counted, key=lambda member: FURTHEST.index(member.state))

    @property
    def is_decided(self) -> bool:
        """Whether the grants of the year are."""
        return self.window.is_sealed

    @property
    def has_closed(self) -> bool:
        """Whether nobody can submit any more, but by leave."""
        return self.window.is_sealed or self.window.has_closed(self.at)

    @property
    def nearest(self) -> list[Member]:
        """Those from whom least is wanted before they count: submitted or shared already, or at least begun."""
        waiting = [member for member in self.counted if member.state is not State.COUNTS]
        return [member for member in waiting if member.state is waiting[0].state]

    @property
    def sum_now(self) -> int:
        """What the locality gets as things stand, in pence."""
        return sum(member.now.final_pence for member in self.members)

    @property
    def sum_then(self) -> int:
        """And with the ticks."""
        return sum(member.then.final_pence for member in self.members)

    @property
    def lost_now(self) -> int:
        """What is withdrawn from the locality as things stand, in pence."""
        return 0 if self.decision.met else self.decision.stake_pence

    @property
    def lost_then(self) -> int:
        """And with the ticks."""
        return 0 if self.decision_then.met else self.decision_then.stake_pence


def condition_of(county: Partnership, *, at: datetime, ticked: Collection[int] | None = None) -> Condition | None:
    """The page of a county. `ticked` are the ids of those that submit and share; when nobody has said, those that do
    already, and as many of the furthest as it takes; of what is decided, nothing is tried. Four queries whatever its
    size; None before the year has terms.
    """
    window = window_of_programme(county.programme)
    now = as_it_stands(county.programme, window, on=local_day(at))
    if now is None:
        return None
    chosen = ticked_or_nearest(county, now, ticked)
    then = now if window.is_sealed else tried(county, now, chosen)
    return Condition(
        county=county,
        eligibility=now,
        window=window,
        decision=now.by_county[county.pk],
        decision_then=then.by_county[county.pk],
        members=tuple(members(county, now, then, chosen)),
        redistribution=now.result.redistribution,
        redistribution_then=then.result.redistribution,
        at=at,
    )


def ticked_or_nearest(county: Partnership, now: Eligibility, ticked: Collection[int] | None) -> set[int]:
    """Of the locality those that are ticked; where nobody ticked, those that count and the nearest that it takes."""
    locality = {row.pk for row in now.progress.values() if row.locality == county.pk}
    if ticked is not None:
        return locality & set(ticked)
    settings = now.result.settings
    counting = {pk for pk in locality if qualifies(now.by_partnership[pk].partnership, settings)}
    furthest = [row for row in now.progress.values() if row.pk in locality - counting and counts(row, settings)]
    furthest.sort(key=lambda row: FURTHEST.index(row.state))
    return counting | {row.pk for row in furthest[: now.by_county[county.pk].more_needed]}


def tried(county: Partnership, now: Eligibility, chosen: Collection[int]) -> Eligibility:
    """The region if those chosen submitted and shared, and no other of the locality did both."""
    settings = now.result.settings
    counting = {pk for pk, outcome in now.by_partnership.items() if qualifies(outcome.partnership, settings)}
    rows = [
        as_ticked(row, is_ticked=row.pk in chosen, counts_now=row.pk in counting) if row.locality == county.pk else row
        for row in now.progress.values()
    ]
    return reckon(county.programme, now.terms, rows, settings)


def qualifies(facts: PartnershipFacts, settings: Settings) -> bool:
    """Whether it is one of those that make up a majority, were it counted."""
    return facts.has_project and (facts.is_shared or not settings.require_shared)


def counts(row: Progress, settings: Settings) -> bool:
    """Whether it is one of those of whom a majority is needed."""
    return settings.county_counts or row.pk != row.locality


def as_ticked(row: Progress, *, is_ticked: bool, counts_now: bool) -> Progress:
    """The facts of somebody who does everything by the date, who takes back what counts, or who stays where it is."""
    if is_ticked:
        return row._replace(has_basis=True, has_champion=True, is_endorsed=True, is_submitted=True, is_shared=True)
    return row._replace(is_submitted=False) if counts_now else row


def members(county: Partnership, now: Eligibility, then: Eligibility, chosen: Collection[int]) -> Iterator[Member]:
    """The county, then its districts in the order of their areas."""
    locality = [row for row in now.progress.values() if row.locality == county.pk]
    for row in sorted(locality, key=lambda row: row.pk != county.pk):
        yield Member(
            progress=row,
            now=now.by_partnership[row.pk],
            then=then.by_partnership[row.pk],
            is_ticked=row.pk in chosen,
            is_counted=counts(row, now.result.settings),
        )
