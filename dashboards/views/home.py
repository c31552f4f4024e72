"""The home of each role."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from dashboards.rules.stage import Phase
from dashboards.selectors.home import assigned_home, open_elsewhere, own_home, programme_home, region_home
from dashboards.selectors.own_year import Now, OwnYear, now_of, own_year
from partnerships.http import PortalRequest
from partnerships.models import Programme, Role
from partnerships.permissions.contacts import can_check_contacts
from partnerships.permissions.people import can_name_people_of
from projects.permissions.projects import can_write_project

Kind = Role.Kind
Shown = tuple[str, dict[str, Any]]


@require_safe
def home(request: PortalRequest) -> HttpResponse:
    """What needs the person, in the role they act in."""
    role = request.standing.acting
    if role is None:
        return render(request, "dashboards/home_without_role.html")
    template, context = HOMES[Kind(role.kind)](request, role, timezone.now())
    common = {"role": role, "programme": role.programme, "open_role": open_elsewhere(request.standing)}
    return render(request, template, {**common, **context})


def of_the_region(request: PortalRequest, role: Role, at: datetime) -> Shown:
    """The region at a glance, and for a manager what waits."""
    show, page = request.GET.get("show", ""), request.GET.get("page")
    decides = role.kind == Kind.MANAGER
    found = region_home(request.standing, role, show, on=timezone.localdate(at), at=at, page=page, decides=decides)
    return "dashboards/home_region.html", {"home": found, "region": found.region, "pictures": found.pictures}


def of_a_partnership(request: PortalRequest, role: Role, at: datetime) -> Shown:
    """My partnership: its people first, and once that is the news its project and its grant."""
    assert role.partnership is not None  # a constraint of its table
    role.partnership.programme = role.programme
    now = now_of(role.partnership, at=at)
    if now.phase is not Phase.ENROLMENT and role.programme.state == Programme.State.OPEN:
        writes = can_write_project(request.standing, role.partnership)
        checks = can_check_contacts(request.standing, role.programme)
        found = own_year(request.standing, role.partnership, now, writes=writes, checks=checks)
        return "dashboards/home_own_year.html", context_of(found, at)
    shown, context = of_people(request, role, now)
    is_open = role.programme.state == Programme.State.OPEN
    if not is_open:
        return shown, context
    return shown, {**context, "assessment": now.assessment, "unplanned": now.unplanned, "receipts": now.receipts}


def context_of(found: OwnYear, at: datetime) -> dict[str, Any]:
    """As the templates of projects take it too."""
    page = found.page
    return {
        "home": found,
        "page": page,
        "project": page.project if page else None,
        "partnership": found.partnership,
        "now": at,
    }


def of_people(request: PortalRequest, role: Role, now: Now) -> Shown:
    """Who is named in my partnership, and who is missing."""
    assert role.partnership is not None  # as above
    can_invite = can_name_people_of(request.standing, role.partnership)
    found = own_home(
        request.standing,
        role.partnership,
        can_invite=can_invite,
        can_check=can_check_contacts(request.standing, role.programme),
        decided=now.award.decided if now.award else None,
        on=timezone.localdate(now.at),
        at=now.at,
    )
    return "dashboards/home_partnership.html", {"home": found, "own": found.own, "can_invite": can_invite}


def of_assigned(request: PortalRequest, role: Role, at: datetime) -> Shown:
    """The partnerships that an adviser or area lead looks after."""
    return "dashboards/home_assigned.html", {"home": assigned_home(role, on=timezone.localdate(at), at=at)}


def of_the_programme(request: PortalRequest, role: Role, at: datetime) -> Shown:
    """The programme's facts, for those who belong to no one partnership."""
    found = programme_home(request.standing, role, on=timezone.localdate(at), at=at)
    return "dashboards/home_programme.html", {"home": found}


HOMES: Mapping[Role.Kind, Callable[[PortalRequest, Role, datetime], Shown]] = {
    Kind.MANAGER: of_the_region,
    Kind.STEERING: of_the_region,
    Kind.REPRESENTATIVE: of_a_partnership,
    Kind.CHAMPION: of_a_partnership,
    Kind.ADVISER: of_assigned,
    Kind.AREA_LEAD: of_assigned,
    Kind.FINANCE: of_the_programme,
    Kind.FACILITATOR: of_the_programme,
    Kind.EVALUATOR: of_the_programme,
    Kind.AGENCY: of_the_programme,
}
