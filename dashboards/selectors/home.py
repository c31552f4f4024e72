"""What the homes show, gathered from the rooms below."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils.text import capfirst

from dashboards.rules.news import News, news_of
from dashboards.selectors.deciding import Need, deciding
from dashboards.selectors.needs import needs_of
from dashboards.selectors.own import Neighbour, Own, assigned_to, is_complete, own_of
from dashboards.selectors.pictures import ENROLMENT, Picture
from dashboards.selectors.region import Region, region_of
from dashboards.selectors.tally import Tally, entries_of, tally_of
from dashboards.selectors.year import Year, year_of
from ledger.selectors import Budget, budget_of
from partnerships.models import Partnership, Programme, Role
from partnerships.rules.years import day_of
from partnerships.selectors.programmes import WITHOUT_YEAR
from partnerships.selectors.standing import Standing


@dataclass(frozen=True)
class RegionHome:
    """The region at a glance: for the manager what waits, for all its map, path and dates."""

    news: News
    region: Region
    year: Year
    budget: Budget
    needs: list[Need]


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
    year: Year
    needs: list[Need]


@dataclass(frozen=True)
class ProgrammeHome:
    """What those see who belong to no one partnership; agencies see neither dates nor budget (access row 06)."""

    news: News
    tally: Tally
    tiers: list[tuple[str, int]]
    year: Year | None
    budget: Budget | None
    needs: list[Need]


def news_from(programme: Programme, tally: Tally) -> News:
    """What there is to tell of a region."""
    return news_of(programme.state, total=tally.total, complete=tally.complete, nobody=tally.nobody)


def open_elsewhere(standing: Standing) -> Role | None:
    """A role of a year that is open, for somebody who acts in a closed one; no query."""
    return next((role for role in standing.others if role.programme.state == Programme.State.OPEN), None)


def region_home(
    standing: Standing, role: Role, picture: Picture, *, on: date, at: datetime, page: str | None, decides: bool
) -> RegionHome:
    """Four queries, and one more for who `decides`."""
    programme = role.programme
    region = region_of(programme, entries_of(standing, programme), picture, on=day_of(programme, on), page=page)
    return RegionHome(
        news=news_from(programme, region.tally),
        region=region,
        year=_year(programme, region.tally, on),
        budget=budget_of(programme),
        needs=deciding(programme, region.tally, on=on, at=at) if decides else [],
    )


def own_home(
    standing: Standing, partnership: Partnership, *, can_invite: bool, can_check: bool, on: date, at: datetime
) -> OwnHome:
    """Five queries; the path is of the own partnership."""
    programme = partnership.programme
    own = own_of(partnership, entries_of(standing, programme), can_invite=can_invite, can_check=can_check, on=on, at=at)
    return OwnHome(own, year_of(programme, partnerships=1, complete=int(own.complete), on=on))


def assigned_home(role: Role, *, on: date, at: datetime) -> AssignedHome:
    """Two queries, and those of `needs_of`; the path is of the partnerships looked after."""
    found = assigned_to(role, on=day_of(role.programme, on))
    complete = sum(map(is_complete, found))
    year = year_of(role.programme, partnerships=len(found), complete=complete, on=on)
    return AssignedHome(found, complete, year, needs_of(role, at))


def programme_home(standing: Standing, role: Role, *, on: date, at: datetime) -> ProgrammeHome:
    """Three queries, an agency's one, and those of `needs_of`."""
    programme, tally = (
        role.programme,
        tally_of(entries_of(standing, role.programme), ENROLMENT, on=day_of(role.programme, on)),
    )
    sees_year = role.kind not in WITHOUT_YEAR
    return ProgrammeHome(
        news=news_from(programme, tally),
        tally=tally,
        tiers=tiers_of(programme, tally),
        year=_year(programme, tally, on) if sees_year else None,
        budget=budget_of(programme) if sees_year else None,
        needs=needs_of(role, at),
    )


def tiers_of(programme: Programme, tally: Tally) -> list[tuple[str, int]]:
    """How many partnerships there are in each tier, in the region's words; none of a tier, no line."""
    counted = tally.counted(lambda group: group.tier)
    return [(capfirst(programme.words(tier)), counted[tier]) for tier in Partnership.Tier.values if counted[tier]]


def _year(programme: Programme, tally: Tally, on: date) -> Year:
    return year_of(programme, partnerships=tally.total, complete=tally.complete, on=on)
