"""Steps of setting up that are done elsewhere: they tell how far one is, and lead there."""

from collections.abc import Callable, Mapping

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from partnerships.http import PortalRequest, changes_year
from partnerships.models import Programme
from partnerships.selectors import setting_up as reads
from partnerships.selectors.steps import back_from, step_title, way_on
from partnerships.services.programmes import confirm_step

Facts = Callable[[Programme], dict[str, object]]


def of_partnerships(programme: Programme) -> dict[str, object]:
    """How many there are of each tier, and the counties without districts."""
    tiers = reads.counts_by_tier(programme)
    count = sum(row.count for row in tiers)
    return {"tiers": tiers, "count": count, "empty_localities": reads.empty_among(tiers), "begun": count > 0}


def of_map(programme: Programme) -> dict[str, object]:
    """How many there are, and how many of them have their place."""
    tiers = reads.counts_by_tier(programme)
    placed = sum(row.placed for row in tiers)
    return {"count": sum(row.count for row in tiers), "placed": placed, "begun": placed > 0}


def of_deputy(programme: Programme) -> dict[str, object]:
    """Who is the deputy, and who is asked to be."""
    deputies, invited = reads.deputies_of(programme), reads.invited_deputy(programme)
    return {"deputies": deputies, "invited": invited, "begun": bool(deputies or invited)}


FACTS: Mapping[str, Facts] = {"partnerships": of_partnerships, "map": of_map, "deputy": of_deputy}


@require_http_methods(["GET", "HEAD", "POST"])
@changes_year
def step_page(request: PortalRequest, programme: Programme, step: str) -> HttpResponse:
    """How far the step is, and where it is done; going on says that one has looked through it."""
    if request.method == "POST":
        confirm_step(programme=programme, step=step, by=request.user, at=timezone.now())
        return redirect(way_on(programme, step))
    context = {
        "programme": programme,
        "title": step_title(step, programme),
        "back": back_from(programme, step),
        "way_on": way_on(programme, step),
        **FACTS[step](programme),
    }
    return render(request, f"partnerships/years/steps/{step}.html", context)
