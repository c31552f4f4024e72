"""Steps of setting up that are done elsewhere: they tell how far one is, and lead there."""

from collections.abc import Callable, Mapping

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from partnerships.http import PortalRequest, changes_year
from partnerships.models import Programme
from partnerships.selectors import setting_up as reads
from partnerships.selectors.steps import back_from, step_title, way_on

Facts = Callable[[Programme], dict[str, object]]


def of_partnerships(programme: Programme) -> dict[str, object]:
    """How many there are of each tier, and the counties without districts."""
    tiers = reads.counts_by_tier(programme)
    return {"tiers": tiers, "empty_localities": reads.empty_among(tiers)}


FACTS: Mapping[str, Facts] = {
    "partnerships": of_partnerships,
    "map": lambda programme: {"tiers": reads.counts_by_tier(programme)},
    "deputy": lambda programme: {"deputies": reads.deputies_of(programme), "invited": reads.invited_deputy(programme)},
}


@require_safe
@changes_year
def step_page(request: PortalRequest, programme: Programme, step: str) -> HttpResponse:
    """How far the step is, and where it is done."""
    facts = FACTS[step](programme)
    counts = facts.get("tiers") or []
    context = {
        "programme": programme,
        "title": step_title(step, programme),
        "back": back_from(programme, step),
        "way_on": way_on(programme, step),
        "count": sum(row.count for row in counts),  # type: ignore[attr-defined]
        "placed": sum(row.placed for row in counts),  # type: ignore[attr-defined]
        **facts,
    }
    return render(request, f"partnerships/years/steps/{step}.html", context)
