"""Everything of a programme that the top links have no room for, on one page."""

from collections.abc import Iterable

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from dashboards.rules.navigation import TopLink, programme_groups_for
from dashboards.selectors.addresses import way_to
from partnerships.http import PortalRequest


@require_safe
def programme(request: PortalRequest) -> HttpResponse:
    """Each page that the role acted in may open, with a line about what is there."""
    role = request.standing.acting
    groups = programme_groups_for(role.kind) if role else {}
    found = {key: ways for key, links in groups.items() if (ways := ways_to(links))}
    if role is None or not found:
        raise Http404
    return render(request, "dashboards/programme.html", {"programme": role.programme, "groups": found})


def ways_to(links: Iterable[TopLink]) -> list[tuple[str, str]]:
    """Key and address of those that there are."""
    return [(link.key, url) for link in links if (url := way_to(link.url_name))]
