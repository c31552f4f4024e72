"""Everything of a programme that the top links have no room for, on one page."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from dashboards.rules.navigation import programme_links_for
from dashboards.selectors.addresses import way_to
from partnerships.http import PortalRequest


@require_safe
def programme(request: PortalRequest) -> HttpResponse:
    """Each page that the role acted in may open, with a line about what is there."""
    role = request.standing.acting
    links = programme_links_for(role.kind) if role else ()
    found = [(link.key, url) for link in links if (url := way_to(link.url_name))]
    if role is None or not found:
        raise Http404
    return render(request, "dashboards/programme.html", {"programme": role.programme, "role": role, "links": found})
