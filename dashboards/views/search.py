"""The search of the header: everything that one may read, by kind."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from dashboards.selectors.search import MOST_FOUND, found_by
from dashboards.selectors.search_rows import Search
from partnerships.http import PortalRequest

LONGEST = 200


@require_safe
def search(request: PortalRequest) -> HttpResponse:
    """What is found in the programme acted in; without words, the box alone."""
    programme = request.standing.programme
    if programme is None:
        raise Http404
    words = " ".join(request.GET.get("q", "").replace("\0", "").split())[:LONGEST]
    found = found_by(Search(request.standing, programme, words, timezone.now()))
    context = {"search_words": words, "groups": found, "most": MOST_FOUND, "programme": programme}
    return render(request, "dashboards/search.html", context)
