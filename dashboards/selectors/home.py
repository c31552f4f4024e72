"""What the homes show, gathered from the rooms below."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils.text import capfirst, get_text_list
from django.utils.translation import gettext

from dashboards.rules.news import News, news_of
from dashboards.rules.stage import Phase
from dashboards.selectors.assessing import pictures_in
from dashboards.selectors.bars import bars_of
from dashboards.selectors.conditions import Conditions, conditions_of
from dashboards.selectors.deciding import Need, deciding, waiting
from dashboards.selectors.grants import Sight, live, sight_of
from dashboards.selectors.needs import needs_of, to_assess
from dashboards.selectors.own import Neighbour, Own, assigned_to, is_complete, own_of, with_projects
from dashboards.selectors.pictures import ENROLMENT, Picture, picture_of
from dashboards.selectors.region import MOST_ON_HOME, Region, region_of
from dashboards.selectors.reminders_next import next_reminders
from dashboards.selectors.stage import stage_of
from dashboards.selectors.tally import Tally, entries_of, tally_of
from dashboards.selectors.year import Year, year_of
from grants.models import Simulation
from grants.selectors.simulations import visible_simulations
from kit.charts.figure import Figure
from ledger.permissions import can_see_ledger
from ledger.selectors import Means, budget_of, means_of
from partnerships.models import Partnership, Programme, Role
from partnerships.rules.years import day_of
from partnerships.selectors.programmes import WITHOUT_YEAR
from partnerships.selectors.standing import Standing
from selfassessment.selectors.needs import assessed_on
from selfassessment.selectors.needs import needs_of as needs_for
from selfassessment.selectors.needs_words import Weak, weakest_of

MOST_SIMULATIONS = 3


@dataclass(frozen=True)
class RegionHome:
    """The region at a glance: for the manager what waits, for all its map, path and dates."""

    news: News
    sight: Sight
    conditions: Conditions | None
    pictures: tuple[Picture, ...]
    region: Region
    year: Year
    means: Means
    needs: list[Need]
    shown: list[Simulation]

    @property
    def bars(self) -> Figure:
        """The budget, drawn."""
        return bars_of(self.means)


@dataclass(frozen=True)
class OwnHome:
    """A representative's or champion's partnership, and the year as it runs for them."""

    own: Own
    year: Year


@dataclass(frozen=True)
class AssignedHome:
    """An adviser's or area lead's partnerships."""

    partnerships: tuple[Neighbour, ...]
    complete: int
    submitted: int | None  # how many of them have, once that is the news
    decided: date | None
    year: Year
    needs: list[Need]

    @property
    def is_about_projects(self) -> bool:
        """Whether projects are the news."""
        return self.submitted is not None


@dataclass(frozen=True)
class RegionNeeds:
    """The weakest themes, as far as enough have scored them; `is_begun`: somebody has completed."""

    weakest: list[Weak]
    is_begun: bool

    @property
    def in_words(self) -> str:
        """Their titles, as a sentence lists them."""
        return get_text_list([each.title for each in self.weakest], gettext("and"))


@dataclass(frozen=True)
class ProgrammeHome:
    """What those see who belong to no one partnership; agencies see neither dates nor budget (access row 06)."""

    news: News
    sight: Sight | None
    conditions: Conditions | None
    tally: Tally
    tiers: list[tuple[str, int]]
    year: Year | None
    means: Means | None
    needs: list[Need]
    region_needs: RegionNeeds | None

    @property
    def tells_dates(self) -> bool:
        """Whether the year's dates are the news: to who sees no projects, once assessing is over."""
        stage = self.sight.stage if self.sight and self.sight.grants is None else None
        return stage is not None and bool(
            stage.is_decided or stage.has_closed or (stage.is_assessed_late and stage.closes)
        )

    @property
    def bars(self) -> Figure | None:
        """The budget, drawn for those who see it."""
        return bars_of(self.means) if self.means else None


def news_from(programme: Programme, tally: Tally) -> News:
    """What there is to tell of a region."""
    return news_of(programme.state, total=tally.total, complete=tally.complete, nobody=tally.nobody)


def open_elsewhere(standing: Standing) -> Role | None:
    """A role of a year that is open, for somebody who acts in a closed one; no query."""
    return next((role for role in standing.others if role.programme.state == Programme.State.OPEN), None)


def region_home(
    standing: Standing, role: Role, show: str, *, on: date, at: datetime, page: str | None, decides: bool
) -> RegionHome:
    """Seven queries, one more for the steering group; `show` asks for a picture."""
    programme = role.programme
    riding = [waiting(programme, on=on, at=at), next_reminders(on)] if decides and not programme.is_closed else []
    sight = sight_of(standing, programme, at=at, riding=riding, with_stages=True)
    pictures = pictures_in(sight)
    picture = picture_of(show, pictures, sight.usual)
    day = day_of(programme, on)
    region = region_of(standing, programme, picture, on=day, page=page, grants=sight.grants, most=MOST_ON_HOME)
    return RegionHome(
        news=news_from(programme, region.tally),
        sight=sight,
        conditions=conditions_in(programme, sight),
        pictures=pictures,
        region=region,
        year=_year(programme, region.tally, on, sight),
        means=means_of(programme),
        needs=deciding(programme, region.tally, sight, role.person_id) if decides else [],
        shown=shown_lately(standing, role),
    )


def shown_lately(standing: Standing, role: Role) -> list[Simulation]:
    """The last simulations that were put before the steering group; a manager's own stand where they are made."""
    if role.kind != Role.Kind.STEERING:
        return []
    return list(visible_simulations(standing).filter(programme=role.programme)[:MOST_SIMULATIONS])


def conditions_in(programme: Programme, sight: Sight) -> Conditions | None:
    """Once projects are the news, and there are counties."""
    if sight.grants is None or sight.phase is Phase.ENROLMENT or not sight.grants.counties:
        return None
    return conditions_of(programme, sight.grants)


def own_home(
    standing: Standing,
    partnership: Partnership,
    *,
    can_invite: bool,
    can_check: bool,
    decided: date | None,
    on: date,
    at: datetime,
) -> OwnHome:
    """Five queries; the path is of the own partnership, with the day on which grants were `decided`, if they were."""
    programme = partnership.programme
    own = own_of(partnership, entries_of(standing, programme), can_invite=can_invite, can_check=can_check, on=on, at=at)
    return OwnHome(own, year_of(programme, partnerships=1, complete=int(own.complete), on=on, decided=decided))


def assigned_home(role: Role, *, on: date, at: datetime) -> AssignedHome:
    """Five queries; the path is of the partnerships looked after, of whom alone anything is told (access row 14)."""
    programme, stage = role.programme, stage_of(role.programme, at=at)
    grants = live(programme, on=on)
    is_news = grants is not None and stage.phase(is_begun=grants.is_begun) is not Phase.ENROLMENT
    found = assigned_to(role, on=day_of(role.programme, on))
    complete = sum(map(is_complete, found))
    year = year_of(
        programme,
        partnerships=len(found),
        complete=complete,
        on=on,
        known=stage.dates,
        submission_closed=stage.closed_on,
        decided=stage.decided_on,
    )
    needs = needs_of(role, None)
    if programme.state == Programme.State.OPEN and not stage.has_closed:
        needs += to_assess(place.partnership for place in found)
    submitted = None
    if grants is not None and is_news and programme.state == Programme.State.OPEN:
        submitted = sum(grants.progress[place.partnership.pk].is_submitted for place in found)
        found = with_projects(programme, found, grants)
    return AssignedHome(found, complete, submitted, stage.decided_on, year, needs)


def programme_home(standing: Standing, role: Role, *, on: date, at: datetime) -> ProgrammeHome:
    """Four queries, an agency's five; three more for those who see all eligibility."""
    programme = role.programme
    tally = tally_of(standing, programme, ENROLMENT, on=day_of(programme, on))
    sees_year = role.kind not in WITHOUT_YEAR
    sight = sight_of(standing, programme, at=at) if sees_year else None
    return ProgrammeHome(
        news=news_from(programme, tally),
        sight=sight,
        conditions=conditions_in(programme, sight) if sight else None,
        tally=tally,
        tiers=tiers_of(programme, tally),
        year=_year(programme, tally, on, sight) if sight else None,
        means=means_for(standing, programme) if sees_year else None,
        needs=needs_of(role, sight),
        region_needs=region_needs(programme) if role.kind == Role.Kind.AGENCY else None,
    )


def means_for(standing: Standing, programme: Programme) -> Means:
    """Where the money stands, for who reads the ledger; for others its lines alone (access rows 06, 16 and 17)."""
    return means_of(programme) if can_see_ledger(standing, programme) else Means(budget_of(programme), ())


def region_needs(programme: Programme) -> RegionNeeds | None:
    """As the page of needs tells it to whoever must not see small groups; None where no framework is chosen."""
    version = assessed_on(programme)
    if version is None:
        return None
    found = needs_for(programme, version, by_name=False)
    return RegionNeeds(weakest_of(found), found.standings.completed > 0)


def tiers_of(programme: Programme, tally: Tally) -> list[tuple[str, int]]:
    """How many partnerships there are in each tier, in the region's words; none of a tier, no line."""
    counted = tally.counted(lambda group: group.tier)
    return [(capfirst(programme.words(tier)), counted[tier]) for tier in Partnership.Tier.values if counted[tier]]


def _year(programme: Programme, tally: Tally, on: date, sight: Sight) -> Year:
    return year_of(
        programme,
        partnerships=tally.total,
        complete=tally.complete,
        assessed=sight.assessing.completed if sight.assessing else None,
        on=on,
        known=sight.stage.dates,
        submission_closed=sight.stage.closed_on,
        decided=sight.stage.decided_on,
    )
