"""The page of a project: the same for all, with what one may do."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from partnerships.http import PortalRequest
from partnerships.selectors.standing import Standing
from projects.permissions import projects as may
from projects.selectors.endorsements import questions_of
from projects.selectors.handing_in import closed_for
from projects.selectors.page import ProjectPage, page_of
from projects.selectors.timeline import actions_seen, timeline_of


@require_safe
def project(request: PortalRequest, pk: int) -> HttpResponse:
    """Words, what comes next, sharing, endorsement, submission and all that happened."""
    now = timezone.now()
    page = page_of(request.standing, pk, at=now)
    if page is None:
        raise Http404
    whose: Any = (request.standing, page.partnership)
    is_assigned = page.project.is_assigned
    sees_endorsement = may.can_see_endorsement(*whose, is_assigned=is_assigned)
    programme = page.partnership.programme
    questions = questions_of(page.project) if sees_endorsement else None
    context = {
        "page": page,
        "now": now,
        "project": page.project,
        "partnership": page.partnership,
        "programme": programme,
        "standing": request.standing,
        "window": page.window,
        "readiness": page.readiness,
        "grounds": page.grounds,
        "sees_scores": may.can_see_scores(*whose, is_assigned=is_assigned),
        "reasons": page.reasons,
        "sees_endorsement": sees_endorsement,
        "questions": questions,
        "closed": closed_for(programme, page.window, page.reasons if page.tells_why_not else (), at=now),
        "may_submit": may.can_share_project(request.standing, page.partnership),
        "timeline": timeline_of(
            page.project,
            actions=actions_seen(draft=page.reads_draft, endorsement=sees_endorsement),
            names={one.partnership_id: one.partnership.name for one in page.sharings},
            reasons={one.decided_at: one.reason for one in questions.asked if one.decided_at} if questions else {},
            tells_who=may.can_see_names(*whose, is_assigned=is_assigned),
        ),
        **what_one_may(request.standing, page),
    }
    return render(request, "projects/project.html", context)


def what_one_may(standing: Standing, page: ProjectPage) -> dict[str, Any]:
    """For the links and buttons."""
    is_fixed = page.readiness.is_submitted or page.window.is_sealed  # other words would serve nothing
    return {
        "may_write": may.can_write_project(standing, page.partnership) and not is_fixed,
        "may_open": may.can_write_project(standing, page.partnership),
        "may_share": may.can_share_project(standing, page.partnership) and page.is_two_tier,
        "may_confirm": page.mine is not None and may.can_confirm_receipt(standing, page.mine.partnership),
    }
