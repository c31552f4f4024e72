"""Projects and money of a whole region: live until grants are decided, as decided afterwards."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property, lru_cache

from dashboards.rules.stage import Phase
from dashboards.selectors.stage import Decision, Riding, Stage, stage_of
from grants.models import Determination
from grants.permissions.eligibility import can_see_all_eligibility
from grants.rules import determination as rule
from grants.rules.localities import CountyDecision
from grants.rules.positions import Payment
from grants.selectors.determinations import as_decided
from grants.selectors.eligibility import KEPT, Region, counted_as, eligibility_of
from grants.selectors.reasons import what_is_missing
from partnerships.models import Programme
from partnerships.rules.deadlines import local_day
from partnerships.selectors.standing import Standing
from projects.rules.progress import State
from projects.selectors.progress import Progress
from selfassessment.permissions.needs import can_see_needs_by_name
from selfassessment.selectors.needs_riding import Assessing, assessing_columns, assessing_in


@dataclass(frozen=True)
class Grants:
    """Every partnership's project and outcome by its id, and every county's condition by the county's."""

    progress: Mapping[int, Progress]
    outcomes: Mapping[int, rule.Outcome]
    counties: Mapping[int, CountyDecision]
    result: rule.Determination
    is_decided: bool

    @cached_property
    def states(self) -> dict[int, State]:
        """Of projects: what lacks a champion's word, or a champion, is submitted and does not count."""
        return {pk: self.state(row) for pk, row in self.progress.items()}

    def state(self, row: Progress) -> State:
        """Of one partnership's project."""
        outcome = self.outcomes.get(row.pk)
        return counted_as(row, outcome) if outcome else row.state

    def has_project(self, pk: int) -> bool:
        """Whether a partnership has one that counts, apart from sharing."""
        return self.outcomes[pk].partnership.has_project

    @cached_property
    def money(self) -> dict[int, str]:
        """What becomes of each offer: `release`, `hold`, `withheld` or `withdrawn`."""
        return {pk: money_of(outcome) for pk, outcome in self.outcomes.items()}

    @cached_property
    def met(self) -> dict[int, bool]:
        """Of each county whether its condition is met."""
        return {pk: decision.met for pk, decision in self.counties.items()}

    @property
    def submitted(self) -> int:
        """How many partnerships have submitted."""
        return sum(row.is_submitted for row in self.progress.values())

    @cached_property
    def is_begun(self) -> bool:
        """Whether there is a project at all."""
        return any(row.project for row in self.progress.values())

    @property
    def awarded(self) -> int:
        """How many have a final sum."""
        return sum(outcome.final_pence > 0 for outcome in self.outcomes.values())

    def lacks(self, pk: int) -> str:
        """What a submitted project still wants before it counts, in words."""
        return what_is_missing(self.outcomes[pk])


def money_of(outcome: rule.Outcome) -> str:
    """Where an offer lies."""
    position = outcome.position
    return position.status.value if position.payment is Payment.NONE else position.payment.value


def grants_seen(standing: Standing, programme: Programme, stage: Stage, *, on: date) -> Grants | None:
    """For those who see all eligibility (access row 14), in three queries; None for others, and before terms."""
    if not can_see_all_eligibility(standing, programme):
        return None
    if stage.decision is not None and stage.decision.is_confirmed:
        return decided(programme, stage.decision, on=on)
    return live(programme, on=on)


def live(programme: Programme, *, on: date) -> Grants | None:
    """As things stand."""
    found = eligibility_of(programme, on=on, in_order=False)
    return of(found.region, is_decided=False) if found else None


def decided(programme: Programme, decision: Decision, *, on: date) -> Grants:
    """As it was frozen."""
    determination = Determination.objects.select_related("terms").get(pk=decision.pk)
    determination.programme = programme
    return of(as_decided(determination, on=on, in_order=False).region, is_decided=True)


@lru_cache(KEPT)
def of(found: Region, *, is_decided: bool) -> Grants:
    """By the ids of partnerships; of the same region, which is remembered by its facts, the same."""
    progress = {row.pk: row for row in found.progress.values()}
    return Grants(progress, found.by_partnership, found.by_county, found.result, is_decided=is_decided)


@dataclass(frozen=True)
class Sight:
    """Where the year stands, and projects and money as far as somebody sees all of them."""

    stage: Stage
    grants: Grants | None
    assessing: Assessing | None = None

    @property
    def phase(self) -> Phase:
        """What homes tell: of projects only to those who see them."""
        if self.grants is None:
            return Phase.ENROLMENT
        return self.stage.phase(is_begun=self.grants.is_begun)

    @property
    def usual(self) -> str:
        """The picture that a map shows when nobody asks for another."""
        return USUAL[self.phase]


USUAL = {Phase.ENROLMENT: "enrolment", Phase.PROJECTS: "project", Phase.DECIDING: "project", Phase.DECIDED: "grant"}


def sight_of(
    standing: Standing,
    programme: Programme,
    *,
    at: datetime,
    riding: Sequence[Riding] = (),
    with_stages: bool = False,
) -> Sight:
    """In four queries, one for who does not see all eligibility; `with_stages` of assessments, if one may."""
    asks = with_stages and can_see_needs_by_name(standing, programme)
    stage = stage_of(programme, at=at, riding=[*riding, *([Riding(assessing_columns, {})] if asks else [])])
    grants = grants_seen(standing, programme, stage, on=local_day(at))
    return Sight(stage, grants, assessing_in(stage.numbers) if asks else None)
