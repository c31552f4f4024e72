"""An empty form for each kind of file: its headings, and invented rows that show how each cell is written."""

import json
from collections.abc import Mapping
from typing import Any

from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase

from kit.tables.columns import Column
from kit.tables.exports import Format, asked_format, export_response
from partnerships.http import PortalRequest
from partnerships.models import FileImport
from partnerships.permissions.imports import can_see_imports
from partnerships.services.imports.kinds import WAYS

Kind = FileImport.Kind
COUNTY_BODY = {"accountable_body": "Westshire County Council", "accountable_body_id": "GB-LAE-ZZZ"}
EXAMPLES: Mapping[str, list[dict[str, str]]] = {
    Kind.PARTNERSHIPS: [
        {
            **{"name": "Westshire Strategic Partnership", "area": "Westshire", "short": "WES", "tier": "county"},
            **{"gss_code": "E10000999", "ons_code": "99", "delivers_laa": "yes", "population": "512300", **COUNTY_BODY},
        },
        {
            **{"name": "Ashby Community Partnership", "area": "Ashby", "short": "ASH", "tier": "district"},
            **{"county": "Westshire", "gss_code": "E07000999", "ons_code": "99UA", "delivers_laa": "no"},
            **{"population": "84200", "accountable_body": "Ashby District Council"},
        },
    ],
    Kind.PEOPLE: [
        {
            **{"area": "Ashby", "tier": "district", "role": "representative", "name": "Ada Example"},
            **{"email": "ada@ashby.example", "organisation": "Ashby District Council", "from": "2027-04-01"},
        },
        {
            **{"area": "Ashby", "tier": "district", "role": "champion", "name": "Bert Example"},
            **{"email": "bert@health.example", "organisation": "Westshire Health", "from": "2027-04-01"},
        },
    ],
    Kind.CONTACTS: [
        {
            **{"name": "Cleo Example", "email": "cleo@police.example", "organisation": "Westshire Police"},
            **{"job_title": "Inspector, partnerships", "area": "Ashby", "tier": "district", "topics": "crime; housing"},
            **{"consent_wording": "v1", "consent_date": "2027-04-02", "share_with_agencies": "yes"},
        },
    ],
}
LAYOUT = {"layout": "odd-r", "hexes": {"E07000999": {"q": 0, "r": 0}, "E10000999": {"q": 1, "r": 0}}}


def import_template(request: PortalRequest, kind: str) -> HttpResponseBase:
    """The form as CSV, or as a workbook with `?format=xlsx`; a layout as hexjson."""
    programme = request.standing.programme
    if kind not in WAYS or programme is None or not can_see_imports(request.standing, programme):
        raise Http404
    if kind == Kind.LAYOUT:
        return HttpResponse(
            json.dumps(LAYOUT, indent=1),
            headers={
                "Content-Type": "application/json",
                "Content-Disposition": 'attachment; filename="layout.hexjson"',
            },
        )
    columns = [Column(each.key, _of(each.key)) for each in WAYS[kind].columns(programme)]
    return export_response(
        asked_format(request) or Format.CSV, filename=f"{kind}-template", columns=columns, items=EXAMPLES[kind]
    )


def _of(key: str) -> Any:
    return lambda row: row.get(key, "")
