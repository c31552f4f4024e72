"""Reading hexjson from a file, and writing the places it gives."""

from datetime import datetime
from typing import IO, Any

from partnerships.models import Partnership, Programme
from partnerships.rules.imports.layout import LayoutUnreadable, PlaceInMap, layout_rows, plan_layout
from partnerships.rules.imports.planning import Outcome, Plan, Planned, problem
from partnerships.services.imports.deeds import Deed
from partnerships.services.imports.reading import STEP, Reading

MOST_BYTES = 10 * 1024 * 1024
HEADINGS = {"gss_code": "hexes", "q": "q", "r": "r"}


def read_layout(file: IO[bytes], programme: Programme) -> Reading:
    """Every hexagon of a file in UTF-8, with a byte order mark or without, or UTF-16 with one."""
    file.seek(0)
    content = file.read(MOST_BYTES + 1)
    encoding = "utf-16" if content.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    try:
        rows = layout_rows(content.decode(encoding))
    except (UnicodeDecodeError, LayoutUnreadable):
        return Reading(problems=[problem("not_hexjson")])
    if not rows:
        return Reading(problems=[problem("no_hexes")])
    return Reading(rows=rows, headings=HEADINGS)


def plan_layouts(reading: Reading, programme: Programme, at: datetime) -> Plan:
    """Beside the partnerships that are there, in one query."""
    rows = Partnership.objects.filter(programme=programme).order_by("area", "tier")
    places = [
        PlaceInMap(pk, name, code, None if q is None or r is None else (q, r))
        for pk, name, code, q, r in rows.values_list("pk", "name", "gss_code", "hex_q", "hex_r")
    ]
    return plan_layout(reading.rows, places)


def write_layout(plan: Plan, deed: Deed) -> None:
    """Places are left before they are taken, so that two may swap them."""
    rows = [row for row in plan.rows if row.outcome is not Outcome.SAME]
    for start in range(0, len(rows), STEP):
        moving = [row.pk for row in rows[start : start + STEP] if row.pk is not None]
        Partnership.objects.filter(pk__in=moving).update(hex_q=None, hex_r=None)
    for start in range(0, len(rows), STEP):
        batch = {row.pk: row for row in rows[start : start + STEP] if row.pk is not None}
        moved = list(Partnership.objects.filter(pk__in=batch))
        for each in moved:
            each.hex_q, each.hex_r = batch[each.pk].values["q"], batch[each.pk].values["r"]
            each.version += 1
        Partnership.objects.bulk_create(
            moved, update_conflicts=True, unique_fields=["id"], update_fields=["hex_q", "hex_r", "version"]
        )
        deed.note("partnership.changed", [(each, told(batch[each.pk])) for each in moved])
        deed.step(start + len(batch))


def told(row: Planned) -> dict[str, dict[str, list[Any]]]:
    """From which place to which."""
    if row.outcome is Outcome.NEW:
        return {"fields": {f"hex_{key}": [None, row.values[key]] for key in ("q", "r")}}
    return {"fields": {f"hex_{change.field}": [change.before, change.after] for change in row.changes}}
