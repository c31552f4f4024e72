"""The page of a project: the same for all, with what one may do."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from partnerships.http import PortalRequest
from projects.permissions import projects as may
from projects.selectors.page import page_of


@require_safe
def project(request: PortalRequest, pk: int) -> HttpResponse:
    """Words, what comes next, sharing, endorsement, submission and all that happened."""
    page = page_of(request.standing, pk, at=timezone.now())
    if page is None:
        raise Http404
    context = {
        "page": page,
        "project": page.project,
        "partnership": page.partnership,
        "programme": page.partnership.programme,
        "standing": request.standing,
        "window": page.window,
        "readiness": page.readiness,
        "reasons": page.reasons,
        "may_write": may.can_write_project(request.standing, page.partnership),
        "may_share": may.can_share_project(request.standing, page.partnership),
    }
    return render(request, "projects/project.html", context)
