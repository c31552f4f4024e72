"""The one project that an address names, for whoever may do what its page is for."""

from collections.abc import Callable
from typing import Any

from django.http import Http404

from partnerships.http import PortalRequest
from partnerships.models import Partnership
from partnerships.selectors.standing import Standing
from projects.selectors.seen import project_seen

NO_VERSION = -1  # what a form says that says nothing: it fits no project, so that nothing is overwritten


def project_for(request: PortalRequest, pk: int, may: Callable[[Standing, Partnership], bool] | None = None) -> Any:
    """A project as `project_seen` gives it; missing and forbidden alike are 404."""
    project = project_seen(request.standing, pk)
    if project is None or (may is not None and not may(request.standing, project.partnership)):
        raise Http404
    return project


def version_seen(request: PortalRequest) -> int:
    """The version that the page showed, as its form says."""
    said = request.POST.get("version", "")
    return int(said) if said.isascii() and said.isdigit() and len(said) < 10 else NO_VERSION  # noqa: PLR2004
