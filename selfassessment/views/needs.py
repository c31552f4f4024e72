"""What the region needs (access row 09): the weakest themes, scores by group or by partnership, who is how far."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.http import Http404
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.views.decorators.http import require_safe

from kit.govuk_ui.formats import years
from kit.govuk_ui.heat import HeatTable
from kit.tables.columns import Column
from kit.tables.exports import asked_format, export_response
from kit.tables.listing import NAMES, ROWS_OF_A_PAGE
from partnerships.http import PortalRequest
from partnerships.models import Partnership, Programme
from selfassessment.permissions.needs import can_see_actions_of_others, can_see_needs, can_see_needs_by_name
from selfassessment.rules.figures import as_limit
from selfassessment.rules.planning import lowering_of
from selfassessment.selectors import needs_tables as tables
from selfassessment.selectors import needs_words as words
from selfassessment.selectors.needs import Needs, assessed_on, needs_of
from selfassessment.selectors.needs_standing import Line, lines_of
from selfassessment.selectors.needs_sums import scores_of

GROUPS_OF_A_PAGE = 30  # each has as many cells as there are themes, with two figures in each
COLUMNS = [
    Column(_lazy("Where"), lambda each: each.group),
    Column(_lazy("Theme"), lambda each: each.theme),
    Column(_lazy("Score"), lambda each: each.score, number=True),
    Column(_lazy("Partnerships"), lambda each: each.number, number=True),
    Column(_lazy("Note"), lambda each: each.note),
]


@dataclass(frozen=True)
class Asked:
    """What an address asks for; whoever must not see small groups gets all partnerships by group, whatever it asks."""

    by_name: bool
    tier: str = ""
    partnerships: bool = False


@require_safe
def needs(request: PortalRequest) -> HttpResponseBase:
    """The page, or its table as a file."""
    programme = own_programme(request)
    asked = asked_for(request, programme)
    version = assessed_on(programme)
    if version is None:
        return render(request, "selfassessment/needs/no_framework.html", {"programme": programme})
    found = needs_of(programme, version, tier=asked.tier, by_name=asked.by_name)
    return download(request, found, asked) or render(
        request, "selfassessment/needs/needs.html", context_of(request, found, asked)
    )


def own_programme(request: PortalRequest) -> Programme:
    """The programme acted in; without one 404."""
    programme = request.standing.programme
    if programme is None or not can_see_needs(request.standing, programme):
        raise Http404
    return programme


def asked_for(request: PortalRequest, programme: Programme) -> Asked:
    """What of it one may have."""
    if not can_see_needs_by_name(request.standing, programme):
        return Asked(by_name=False)
    tier = request.GET.get("tier", "")
    known = tier if tier in Partnership.Tier.values else ""
    return Asked(True, known, request.GET.get("by") == "partnership")


def context_of(request: PortalRequest, found: Needs, asked: Asked) -> dict[str, Any]:
    """What the page shows."""
    heat, page = table_of(request, found, asked)
    return {
        "needs": found,
        "programme": found.programme,
        "asked": asked,
        "ways": {"county": way_to(Asked(True, asked.tier)), "partnership": way_to(Asked(True, asked.tier, True))},
        "tiers": [
            (tier, label, way_to(Asked(True, tier, asked.partnerships))) for tier, label in tiers_of(found.programme)
        ],
        "heat": heat,
        "page": page,
        "formats": NAMES,
        "steps": tables.steps_of(found.words),
        "weak_below": as_limit(found.words.scoring.weak_below),
        "weakest": words.weakest_of(found),
        "too_few": words.are_too_few(found),
        "stages": words.stages_of(found),
        "not_through": words.not_through(found),
        "changed": words.changes_title(found) if found.changes else "",
        "changes": words.changes_table(found) if found.changes else None,
        "is_anything_hidden": words.is_anything_hidden(found),
        "sees_results": can_see_actions_of_others(request.standing, found.programme),
    }


def tiers_of(programme: Programme) -> list[tuple[str, str]]:
    """All of them together, and each by what the programme calls it."""
    return [("", _("All tiers")), *((tier, capfirst(programme.words(tier))) for tier in Partnership.Tier.values)]


def way_to(asked: Asked) -> str:
    """The first page of what is asked for."""
    facts = {"by": "partnership" if asked.partnerships else "", "tier": asked.tier}
    return f"?{urlencode({name: fact for name, fact in facts.items() if fact})}"


def table_of(request: PortalRequest, found: Needs, asked: Asked) -> tuple[HeatTable, Page[Any]]:
    """The table of one page of groups or partnerships."""
    number = request.GET.get("page")
    if asked.partnerships:
        page = Paginator(range(found.standings.total), ROWS_OF_A_PAGE).get_page(number)
        lines = lines_asked(found, asked, first=page.start_index() - 1 if page else 0, most=ROWS_OF_A_PAGE)
        return tables.partnerships_of(found, lines, scores_of((each.pk for each in lines), found.version.pk)), page
    groups = list(zip(found.standings.groups, found.heat.rows, strict=True))
    shown = Paginator(groups, GROUPS_OF_A_PAGE).get_page(number)
    return tables.groups_of(found, list(shown.object_list)), shown


def lines_asked(found: Needs, asked: Asked, *, first: int = 0, most: int | None = None) -> list[Line]:
    """Partnerships by name, or some of them."""
    lowering = lowering_of(found.words.scoring)
    return lines_of(found.programme, found.version.pk, lowering, tier=asked.tier, first=first, most=most)


def download(request: PortalRequest, found: Needs, asked: Asked) -> HttpResponseBase | None:
    """The table as a file, all of it, a row each cell; None where the page is asked for."""
    file_format, programme = asked_format(request), found.programme
    if file_format is None:
        return None
    named = _("Needs {region} {years}").format(region=programme.region, years=years(programme.starts, programme.ends))
    return export_response(file_format, filename=named, columns=COLUMNS, items=figures_of(found, asked))


def figures_of(found: Needs, asked: Asked) -> Iterator[tables.Figure]:
    """Of groups, or of every partnership."""
    if not asked.partnerships:
        return tables.figures_of(found)
    everybody = lines_asked(found, asked)
    return tables.figures_by_name(found, everybody, scores_of((each.pk for each in everybody), found.version.pk))
